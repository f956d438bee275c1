# replace.pl OLD NEW: SQL that takes a database made by one install script of pgfiles to what the other would have made, if they differ in what
# functions do or in comments alone. Ends with 1 if there is more to it: then the database has to be made anew.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../../extension";
use Statements qw(slurp statements);

my @scripts = map { [statements(slurp($_))] } @ARGV;
my ($old, $new) = map { my %s = map { $_->{key} => $_ } @$_; \%s } @scripts;
exit 1 if join("\n", map { $_->{key} } @{$scripts[0]}) ne join("\n", map { $_->{key} } @{$scripts[1]});

# Functions whose bodies others write, from rows.
my $compilers = join '', map { $_->{text} } grep { $_->{key} =~ /\bcompile_/ } @{$scripts[1]};
for my $statement (@{$scripts[1]}) {
    my $before = $old->{$statement->{key}};
    next if $statement->{text} eq $before->{text};
    if ($statement->{kind} eq 'function') {
        exit 1 if $statement->{short} =~ /^compile_/ || $compilers =~ /\b\Q$statement->{short}\E\b/;
        exit 1 if head($statement) ne head($before);
        print $statement->{text} =~ s/^create /create or replace /r, "\n";
    } elsif ($statement->{kind} eq 'comment') {
        print "$statement->{text}\n";
    } else {
        exit 1;
    }
}

# What a function is called with and what it gives.
sub head { $_[0]{text} =~ /^(.*?)\n {4}language/s ? $1 : die "no language: $_[0]{key}\n" }
