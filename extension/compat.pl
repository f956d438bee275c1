# Puts the parts of sql/compat together as the install script of pgfiles_compat.
#
#   perl compat.pl FOLDER... > install script
#
# Each folder brings one schema, and is a block of its own: it is passed over, and says so, where somebody else has a schema of that
# name. What an upgrade of pgfiles has left there (its comment says pgfiles) is adopted.
use strict;
use warnings;
use File::Glob qw(bsd_glob); # A blank in a path parts nothing.
use FindBin;
use lib $FindBin::Bin;
use Statements qw(slurp statements);

print qq{\\echo Use "create extension pgfiles_compat" to load this file. \\quit\n};
for my $folder (@ARGV) {
    my @statements = map { statements(slurp($_)) } sort { $a cmp $b } bsd_glob("$folder/*.sql");
    # The schema first, whatever its file is called.
    @statements = sort { ($b->{kind} eq 'schema') <=> ($a->{kind} eq 'schema') } @statements;
    my $schema = $statements[0]{name};
    die "$folder brings no schema\n" unless $statements[0]{kind} eq 'schema';
    my $block = <<"END";

do \$block\$
begin
    if exists (
        select
        from pg_catalog.pg_namespace n
        left join pg_catalog.pg_depend d
            on d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and d.objid = n.oid and d.deptype = 'e'
        left join pg_catalog.pg_extension e on e.oid = d.refobjid
        where n.nspname = '$schema' and e.extname is distinct from 'pgfiles_compat'
            and (e.oid is not null
                or coalesce(pg_catalog.obj_description(n.oid, 'pg_namespace'), '') !~ 'pgfiles'))
    then
        -- A notice is not shown while an extension is created.
        raise warning 'pgfiles_compat: the schema $schema is not ours and is left alone, so what clients know by that name is not offered';
        return;
    end if;
END
    for my $s (@statements) {
        my ($kind, $text) = ($s->{kind}, $s->{text} =~ s/;$//r);
        # What goes into another schema than the folder's, or is said about it, needs that to be ours, too.
        my ($other) = $kind eq 'function' ? $s->{name} =~ /^(\w+)\./ : $kind eq 'comment' ? $s->{name} =~ /^function (\w+)\./ : ();
        my $is_elsewhere = defined $other && $other ne $schema;
        $block .= '    if ' . is_ours($other) . " then\n" if $is_elsewhere;
        if ($kind eq 'schema') {
            $block .= adopt("pg_catalog.to_regnamespace('$schema')", 'pg_namespace', "schema $schema");
            $block .= "    if pg_catalog.to_regnamespace('$schema') is null then\n        $text;\n    end if;\n";
        }
        elsif ($kind eq 'view') {
            $block .= adopt("pg_catalog.to_regclass('$s->{name}')", 'pg_class', "view $s->{name}");
            $block .= '    execute $statement$' . $text =~ s/^create/create or replace/r . "\$statement\$;\n";
        }
        elsif ($kind eq 'function') {
            $block .= adopt("pg_catalog.to_regprocedure('$s->{signature}')", 'pg_proc', "function $s->{signature}");
            $block .= '    execute $statement$' . $text =~ s/^create/create or replace/r . "\$statement\$;\n";
            # New functions may be executed by anyone; ours by nobody until files.grant_api_to says so.
            $block .= "    revoke all on function $s->{signature} from public;\n";
        }
        else { $block .= "    execute \$statement\$$text\$statement\$;\n" }
        $block .= "    end if;\n" if $is_elsewhere;
    }
    print "$block" . "end\n\$block\$;\n";
}
print "\nselect pgfiles.grant_noted(null, '{pgfiles_compat}');\n";

# Whether a schema belongs to this extension.
sub is_ours {
    my ($schema) = @_;
    return <<"END" =~ s/\n$//r;
exists (
        select
        from pg_catalog.pg_depend d
        join pg_catalog.pg_extension e on e.oid = d.refobjid
        where d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and d.objid = pg_catalog.to_regnamespace('$schema')
            and d.deptype = 'e' and e.extname = 'pgfiles_compat')
END
}

sub adopt {
    my ($oid, $class, $what) = @_;
    return <<"END";
    if $oid is not null and not exists (
        select
        from pg_catalog.pg_depend d
        where d.classid = 'pg_catalog.$class'::pg_catalog.regclass and d.objid = $oid and d.deptype = 'e')
    then
        alter extension pgfiles_compat add $what;
    end if;
END
}
