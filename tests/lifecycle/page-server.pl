# page-server.pl PORT FOLDER: a web server for one page: GET gives the files of a folder, POST writes the body to its file "report".
use strict;
use warnings;
use IO::Socket::INET;
my ($port, $folder) = @ARGV;
$SIG{CHLD} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 20, ReuseAddr => 1) or die "$port: $!\n";
while (my $client = $server->accept) {
    next if fork;
    my ($method, $path) = (<$client> // '') =~ m{^(GET|POST) /([\w.]*)} or exit;
    my $length = 0;
    while (<$client>) { last if /^\r?$/; $length = $1 if /^content-length: (\d+)/i }
    my ($status, $body) = ('204 No Content', '');
    if ($method eq 'POST') {
        read($client, my $report, $length);
        open my $file, '>', "$folder/report.new" or die;
        print $file $report;
        close $file;
        rename "$folder/report.new", "$folder/report";
    } elsif (open my $file, '<:raw', "$folder/" . ($path || 'index.html')) {
        local $/;
        ($status, $body) = ('200 OK', <$file>);
    }
    my $type = $path =~ /jpg$/ ? 'image/jpeg' : 'text/html';
    printf $client "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", $status, $type, length $body, $body;
    exit;
}
