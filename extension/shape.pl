# Puts into the install script what it makes of its tables: columns, indexes, triggers, policies, parameters. pgfiles.drift() compares
# the tables with it, since none of them is a member of the extension by itself.
#
#   perl shape.pl < install script > install script with pgfiles.shipped_shape()
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Statements qw(statements canonical table_parts);

my $script = do { local $/; <STDIN> };
my (@shape, %fires);
my @statements = statements($script);
for my $s (@statements) {
    $fires{"$3 on $1"} = $2 eq 'always' ? 'A' : 'R' if $s->{text} =~ /^alter table (\S+) enable (always|replica) trigger (\w+)/;
}
for my $s (@statements) {
    my ($kind, $table) = ($s->{kind}, $s->{table});
    if ($kind eq 'table') {
        push @shape, ['column', $s->{name}, $_->{name}, ''] for @{(table_parts($s))[0]};
    }
    elsif ($kind eq 'trigger') { push @shape, [$kind, $table, $s->{name} =~ tr|"||dr, $fires{"$s->{name} on $table"} // 'O'] }
    elsif ($kind =~ /^(index|policy)$/) { push @shape, [$kind, $table, $s->{name}, ''] }
    if ($kind =~ /^(table|alter)$/ && canonical($s->{text}) =~ /^(?:create (?:unlogged )?table (\S+) \(.*\) with|alter table (\S+) set) \( *([^()]*?) *\);$/) {
        my $of = $1 // $2;
        push @shape, ['parameter', $of, /^(\S+) = (.*)$/] for split /, /, $3;
    }
}
my $values = join ",\n", map { '        (' . join(', ', map { "'$_'" } @$_) . ')' } sort { "@$a" cmp "@$b" } @shape;
my $function = <<"END";
-- Made by extension/shape.pl.
create function pgfiles.shipped_shape()
    returns table (kind text, relation text, name text, detail text)
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as \$\$
    values
$values
\$\$;

comment on function pgfiles.shipped_shape() is
    'The columns, indexes, triggers, policies and parameters that our tables have in this version.';

END
$script =~ s/^(?=-- sql\/90_grants\/)/$function/m or die "there are no grants\n";
print $script;
