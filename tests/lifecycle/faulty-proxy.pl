# A proxy from the loopback port of its first argument to that of its second, which goes wrong as the file of its third says,
# read anew for each piece that it passes on:
#   pass            nothing goes wrong
#   refuse          hangs up on whoever comes or says something
#   hold            passes nothing on
#   slow            5,000 bytes a second
#   reset get N     breaks off an answer after N bytes
#   reset put N     breaks off a request after N bytes
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Socket qw(SOL_SOCKET SO_LINGER);

my ($port, $target, $control) = @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 16, ReuseAddr => 1) or die "$!\n";
my $sockets = IO::Select->new($server);
my (%peer, %is_client, %passed);
$SIG{PIPE} = 'IGNORE';

sub mode {
    open my $file, '<', $control or die "$control: $!\n";
    my $mode = <$file> // 'pass';
    chomp $mode;
    return $mode;
}

sub pause { select undef, undef, undef, shift }

# Both ends learn of it by a reset, not by an end of the stream.
sub hang_up {
    my @ends = grep { defined } $_[0], $peer{ $_[0] };
    for my $socket (@ends) {
        $sockets->remove($socket);
        setsockopt $socket, SOL_SOCKET, SO_LINGER, pack 'ii', 1, 0;
        delete @{$_}{$socket} for \(%peer, %is_client, %passed);
        close $socket;
    }
}

sub meet {
    my $client = shift;
    my $store = mode() eq 'refuse' ? undef : IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $target);
    return hang_up($client) unless $store;
    ($peer{$client}, $peer{$store}, $is_client{$client}) = ($store, $client, 1);
    $sockets->add($client, $store);
}

sub pass_on {
    my $from = shift;
    my $mode = mode();
    return hang_up($from) if $mode eq 'refuse';
    return pause(0.05) if $mode eq 'hold';
    my $count = sysread $from, my $bytes, $mode eq 'slow' ? 1_000 : 16_384;
    my $to = $peer{$from};
    return hang_up($from) unless $count;
    pause(0.2) if $mode eq 'slow';
    # Who speaks ends what the other said.
    $passed{$to} = 0;
    $passed{$from} += $count;
    my ($way, $limit) = $mode =~ /^reset (get|put) (\d+)$/ ? ($1, $2) : ('', 0);
    my $is_broken = $way eq ($is_client{$from} ? 'put' : 'get') && $passed{$from} > $limit;
    $bytes = substr $bytes, 0, $count - ($passed{$from} - $limit) if $is_broken && $passed{$from} - $limit < $count;
    syswrite $to, $bytes;
    hang_up($from) if $is_broken;
}

while (my @ready = $sockets->can_read) {
    for my $socket (@ready) {
        if ($socket == $server) { meet($server->accept) }
        elsif ($peer{$socket}) { pass_on($socket) }
    }
}
