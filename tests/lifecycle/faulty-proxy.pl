# A proxy from the loopback port of its first argument to that of its second, which goes wrong as the file of its third says,
# read anew for each piece that it passes on:
#   pass            nothing goes wrong
#   refuse          hangs up on whoever comes or says something
#   hold            passes nothing on
#   slow            5,000 bytes a second
#   reset get N     breaks off an answer after N bytes
#   reset put N     breaks off a request after N bytes
#   clock N         the store's clock is N seconds ahead of ours
#   host A B        calls the store B where a request calls it A
#   flip get        changes a byte of an answer, flip put of a request
#   rules FOLDER    answers itself what is asked of a bucket's set-up (?lifecycle, ?cors and the like): each part is a file in this folder, and
#                   there is none where the file is not; FOLDER/refuses has the parts that it does not let anybody write, FOLDER/drops an element
#                   that it leaves out
#   says M W        answers requests of the method M itself, or of copies if that is COPY: W is gateway (404 and a page), portal (200 and a page), full (507)
#                   or chunked (200 and a page of unknown length)
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use POSIX qw(strftime);
use Socket qw(SOL_SOCKET SO_LINGER);

my ($port, $target, $control) = @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 16, ReuseAddr => 1) or die "$!\n";
my $sockets = IO::Select->new($server);
my (%peer, %is_client, %passed, %is_answered, %asked);
my $page = '<!DOCTYPE html><title>Welcome</title><p>Please sign in to this network.';
my %page = (
    gateway => ['404 Not Found', "Content-Length: @{[length $page]}\r\n\r\n$page"],
    portal => ['200 OK', "ETag: \"5f3-61a\"\r\nContent-Length: @{[length $page]}\r\n\r\n$page"],
    full => ['507 Insufficient Storage', "Content-Length: @{[length $page]}\r\n\r\n$page"],
    chunked => ['200 OK', sprintf "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", length $page, $page],
);
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
        delete @{$_}{$socket} for \(%peer, %is_client, %passed, %is_answered, %asked);
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

sub content {
    open my $file, '<', shift or return '';
    local $/;
    return scalar <$file>;
}

my %absent = (lifecycle => 'NoSuchLifecycleConfiguration', cors => 'NoSuchCORSConfiguration',
    encryption => 'ServerSideEncryptionConfigurationNotFoundError', ownershipControls => 'OwnershipControlsNotFoundError',
    'object-lock' => 'ObjectLockConfigurationNotFoundError');

# Whether what has come so far is about a bucket's set-up; it is answered once all of it is there.
sub set_up {
    my ($from, $bytes, $folder) = @_;
    return 0 unless $is_client{$from} && (exists $asked{$from} || $bytes =~ m{^(?:GET|PUT) [^ ?]*/\?(?:lifecycle|cors|encryption|ownershipControls|object-lock|versioning)&});
    $asked{$from} .= $bytes;
    my ($method, $part, $head, $body) = $asked{$from} =~ m{^(\w+) [^?]*\?([\w-]+)(.*?\r\n\r\n)(.*)$}s or return 1;
    return 1 if $head =~ /\nContent-Length: (\d+)/i && length $body < $1;
    my ($status, $answer) = ('200 OK', '');
    if ($method eq 'PUT' && content("$folder/refuses") =~ /^\Q$part\E$/m) {
        ($status, $answer) = ('403 Forbidden', '<Error><Code>AccessDenied</Code></Error>');
    } elsif ($method eq 'PUT') {
        my $dropped = content("$folder/drops");
        chomp $dropped;
        $body =~ s{<$dropped>.*?</$dropped>}{}gs if $dropped;
        open my $file, '>', "$folder/$part" or die "$folder/$part: $!\n";
        print {$file} $body;
        close $file;
    } else {
        $answer = content("$folder/$part") || ($part eq 'versioning' ? '<VersioningConfiguration/>' : '');
        ($status, $answer) = ('404 Not Found', "<Error><Code>$absent{$part}</Code></Error>") unless $answer;
    }
    syswrite $from, "HTTP/1.1 $status\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: @{[length $answer]}\r\n\r\n$answer";
    shutdown $from, 1;
    $is_answered{$from} = 1;
    return 1;
}

sub pass_on {
    my $from = shift;
    my $mode = mode();
    return hang_up($from) if $mode eq 'refuse';
    return pause(0.05) if $mode eq 'hold';
    my $count = sysread $from, my $bytes, $mode eq 'slow' ? 1_000 : 16_384;
    my $to = $peer{$from};
    return hang_up($from) unless $count;
    # Who was answered is listened to until he hangs up, or he might not read the answer.
    return if $is_answered{$from};
    return if $mode =~ /^rules (\S+)$/ && set_up($from, $bytes, $1);
    my ($method, $what) = $mode =~ /^says (\w+) (\w+)$/ ? ($1, $2) : ('', '');
    my $asked = $method eq 'COPY' ? qr/^PUT .*\nx-amz-copy-source:/is : qr/^$method /;
    if ($what && $is_client{$from} && $bytes =~ $asked) {
        my ($status, $rest) = @{$page{$what}};
        syswrite $from, "HTTP/1.1 $status\r\nContent-Type: text/html\r\nConnection: close\r\n$rest";
        shutdown $from, 1;
        $is_answered{$from} = 1;
        return;
    }
    pause(0.2) if $mode eq 'slow';
    # Who speaks ends what the other said.
    $passed{$to} = 0;
    $passed{$from} += $count;
    my ($way, $limit) = $mode =~ /^reset (get|put) (\d+)$/ ? ($1, $2) : ('', 0);
    my $is_broken = $way eq ($is_client{$from} ? 'put' : 'get') && $passed{$from} > $limit;
    $bytes = substr $bytes, 0, $count - ($passed{$from} - $limit) if $is_broken && $passed{$from} - $limit < $count;
    # Behind the headers, and not behind the end of what is said.
    my $is_flipped = $mode eq 'flip ' . ($is_client{$from} ? 'put' : 'get') && $passed{$from} > 6_000 && $passed{$from} - $count <= 6_000;
    substr($bytes, -1) ^= "\1" if $is_flipped;
    if (!$is_client{$from} && $mode =~ /^clock (-?\d+)$/) {
        my $date = strftime('%a, %d %b %Y %H:%M:%S GMT', gmtime(time + $1));
        $bytes =~ s/^(Date: )[^\r]{29}(?=\r)/$1$date/mi;
    }
    my ($called, $host) = $mode =~ /^host (\S+) (\S+)$/ ? ($1, $2) : ('', '');
    $bytes =~ s/^(Host: )\Q$called\E(?=[:\r])/$1$host/mi if $called && $is_client{$from};
    syswrite $to, $bytes;
    hang_up($from) if $is_broken;
}

while (my @ready = $sockets->can_read) {
    for my $socket (@ready) {
        if ($socket == $server) { meet($server->accept) }
        elsif ($peer{$socket}) { pass_on($socket) }
    }
}
