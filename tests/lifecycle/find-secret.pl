# Reads secrets from standard input, one a line: a name, a space, the bytes in hex. Looks for each of them in the files that are
# its arguments: raw, in hex, in base64 (at any of the three offsets that it can have inside something longer) and URL-encoded.
# Prints "NAME in FILE as FORM: what stands before it" for every file and form.
use strict;
use warnings;
use MIME::Base64 qw(encode_base64);

my @needles;
while (my $line = <STDIN>) {
    my ($name, $hex) = $line =~ /^(\S+) ([0-9a-f]{16,})$/ or die "not a secret: line $.\n";
    my $raw = pack 'H*', $hex;
    push @needles, [$name, raw => $raw], [$name, hex => $hex], [$name, hex => uc $hex];
    for my $offset (0 .. 2) {
        # The first and last characters depend on the neighbours.
        my $base64 = encode_base64(("\0" x $offset) . $raw, '');
        $base64 = substr $base64, $offset + 1 if $offset;
        push @needles, [$name, base64 => substr $base64, 0, 4 * int(length($raw) / 3) - 4];
    }
    (my $url = $raw) =~ s/([^A-Za-z0-9_.~-])/sprintf '%%%02X', ord $1/ge;
    push @needles, [$name, 'URL-encoded' => $url], [$name, 'URL-encoded' => lc $url];
}
die "no secrets\n" unless @needles;
for my $file (@ARGV) {
    open my $in, '<:raw', $file or die "$file: $!\n";
    my $text = do { local $/; <$in> } // '';
    my %seen;
    for (@needles) {
        my ($name, $form, $bytes) = @$_;
        next if $seen{"$name $bytes"}++ or (my $at = index $text, $bytes) < 0;
        my $before = substr $text, $at > 300 ? $at - 300 : 0, $at > 300 ? 300 : $at;
        $before =~ s/[^!-~]+/ /g;
        print "$name in $file as $form: $before\n";
    }
}
