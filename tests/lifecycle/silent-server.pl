# A server that accepts on the loopback port of its argument and never answers. Prints a line for each client.
use strict;
use warnings;
use IO::Socket::INET;

my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => shift, Listen => 16, ReuseAddr => 1) or die "$!\n";
$| = 1;
my @clients;
print "listening\n";
while (my $client = $server->accept) {
    push @clients, $client;
    print "accepted\n";
}
