# What hands out AWS credentials where there is no file: the instance metadata service, a container's endpoint and STS, as
# far as the AWS SDK asks them. There is none of them off AWS. Listens on the loopback port of its argument.
use strict;
use warnings;
use IO::Socket::INET;
use POSIX qw(strftime);

my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => shift, Listen => 16, ReuseAddr => 1) or die "$!\n";
while (my $client = $server->accept) {
    my $request = <$client> // next;
    my $length = 0;
    while (defined(my $line = <$client>)) {
        $length = $1 if $line =~ /^content-length:\s*(\d+)/i;
        last if $line =~ /^\r?\n$/;
    }
    read $client, my $body, $length if $length;
    my $answer = answer($request);
    print $client "HTTP/1.1 200 OK\r\nContent-Length: ", length $answer, "\r\nConnection: close\r\n\r\n$answer";
    close $client;
}

sub answer {
    my ($request) = @_;
    my $end = strftime('%Y-%m-%dT%H:%M:%SZ', gmtime(time + 3600));
    if ($request =~ /^POST/) {    # STS, AssumeRoleWithWebIdentity
        return '<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
            . '<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAWEB</AccessKeyId>'
            . '<SecretAccessKey>secret</SecretAccessKey><SessionToken>web-token</SessionToken>'
            . "<Expiration>$end</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
    }
    return 'token' if $request =~ m{^PUT /latest/api/token};
    return 'role' if $request =~ m{security-credentials[^/ ]*/ };
    my $id = $request =~ m{/container} ? 'ASIACONTAINER' : 'ASIAINSTANCE';
    return qq({"Code":"Success","AccessKeyId":"$id","SecretAccessKey":"secret","Token":"json-token","Expiration":"$end"});
}
