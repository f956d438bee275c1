# Turns each Java function of an install or update script into the same function in PL/Python. The Java declaration is the only
# place where a signature is written; this reads it.
#
#   perl generate.pl HOME < script > script for the bridge
use strict;
use warnings;

my $home = shift or die "usage: generate.pl HOME\n";
local $/;
my $sql = <STDIN>;

# PL/Java's own language has no counterpart here.
$sql =~ s/^-- sql\/00_schema\/java_s3\.sql\n.*?(?=^-- sql\/)//ms;
die "sql/00_schema/java_s3.sql was not understood\n" if $sql =~ /\bsqlj\./;

my $count = $sql =~ s{
    (create\ (?:or\ replace\ )?function\ \S+?\(([^)]*)\)[^;]*?language\ )java(?:_s3)?\b([^;]*?)
    ^as\ '([^=']+)=([\w.]+)\.(\w+)\([^)]*\)'
}{$1plpython3u$3as \$python\$\n@{[body($2, $4, $5, $6)]}\$python\$}xgms;
die "no Java function found\n" unless $count;
die "a Java function was not understood\n" if $sql =~ /language java/;
print $sql;

sub body {
    my ($parameters, $returns, $class, $method) = @_;
    my $names = join ', ', map { /^\s*(\w+)/ ? $1 : () } split /,/, $parameters;
    return <<"END";
if "$method" not in SD:
    import sys
    if "$home" not in sys.path:
        sys.path.insert(0, "$home")
    import pgfiles_bridge
    SD["$method"] = pgfiles_bridge.method(plpy, "$home", "$class", "$method", "$returns")
return SD["$method"]($names)
END
}
