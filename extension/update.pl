# Writes the script that takes an installed version to the next one.
#
#   perl update.pl OLD NEW FOLDER > update script
#
# OLD and NEW are install scripts; they are compared statement by statement, and what differs is written so that it can be run
# where OLD was: functions and views are replaced, policies, triggers and indexes are made anew, columns are added, rows of
# catalogues are exchanged. Nothing that can be told from the two is written by hand. What cannot be (a renamed table, a column of
# another type, rows to be converted) stands in FOLDER/before/*.sql and FOLDER/after/*.sql, and this stops at whatever is neither
# known nor said there. Lines of those files tell what their SQL has done:
#
#   -- moved: audit.logged_actions to pgfiles.logged_action     the same object under a new name
#   -- done: table pgfiles.file column s3_original_key          this difference needs nothing more
#   -- include: sql/30_tables/granted_role.sql                  that part's statements, here already
#   -- leave: sql/compat/10_audit                               those objects stay, as the database's own
use strict;
use warnings;
use File::Glob qw(bsd_glob); # A blank in a path parts nothing.
use FindBin;
use lib $FindBin::Bin;
use Statements qw(slurp statements canonical balanced elements table_parts);

my ($old_file, $new_file, $folder) = @ARGV;
die "usage: update.pl OLD NEW FOLDER\n" unless $folder;
# Rows that belong to the version and not to the installation.
my %is_catalogue = map { $_ => 1 } qw(pgfiles.error pgfiles.status_reason pgfiles.default_setting pgfiles.api_grant);

my %by_hand = map { $_ => [map { slurp($_) } sort { $a cmp $b } bsd_glob("$folder/$_/*.sql")] } qw(before after);
my (@moved, %is_done, %is_included);
for (map { @$_ } values %by_hand) {
    push @moved, [$1, $2] while /^-- moved: (\S+) to (\S+)$/mg;
    $is_done{$1} = 0 while /^-- done: (.+)$/mg;
}
my $old_text = slurp($old_file);
my @as_it_was = statements($old_text);
$old_text =~ s/(?<![\w.])\Q$$_[0]\E(?!\w)/$$_[1]/g for @moved;
my @old = statements($old_text);
# What PostgreSQL keeps as text has not moved with the names in it.
$old[$_]{was} = $as_it_was[$_]{text} for 0 .. $#old;
my @new = statements(slurp($new_file));
my %old = map { $_->{key} => $_ } @old;
my %new = map { $_->{key} => $_ } @new;
for (@{$by_hand{before}}, @{$by_hand{after}}) {
    s{^-- include: (\S+)$}{included($1)}mge;
    s{^-- leave: (\S+)$}{left($1)}mge;
}

# --- what differs -----------------------------------------------------------------------------------
my (%is_remade, %remade_function, @drop_first, @script, @drop_last);
for my $s (@new) {
    my $o = $old{$s->{key}} or next;
    $remade_function{$s->{name}} = 1 if $s->{kind} eq 'function' && !is_replaceable($o, $s);
}
for my $s (reverse @old) {
    next if $new{$s->{key}} || $is_included{$s->{key}};
    my $kind = $s->{kind};
    next if $kind =~ /^(comment|alter|insert|update|do|dump|language)$/ || $new{"table $s->{table}"} && $kind eq 'dump';
    if ($kind =~ /^(trigger|policy)$/) { push @drop_first, "drop $kind $s->{name} on $s->{table};" if $new{"table $s->{table}"} || $new{"view $s->{table}"} }
    elsif ($kind eq 'event trigger') { push @drop_first, "drop event trigger $s->{name};" }
    elsif ($kind eq 'index') { push @drop_last, "drop index $s->{schema}.$s->{name};" if $new{"table $s->{table}"} }
    elsif ($kind eq 'function') { push @drop_last, dropped($s->{what}, $s->{signature}) }
    elsif ($kind eq 'view') { push @drop_last, dropped('view', $s->{name}) }
    else { said("$kind $s->{name}") or die "$kind $s->{name} is gone: say in $folder what becomes of it\n" }
}
for my $s (@new) {
    my ($o, $kind) = ($old{$s->{key}}, $s->{kind});
    next if $is_included{$s->{key}};
    my $is_new = !$o;
    my $is_same = $o && canonical($kind =~ /^(function|comment)$/ ? $o->{was} : $o->{text}) eq canonical($s->{text});
    # What names a function that is made anew would go on calling the old one.
    my $calls_remade = grep { $s->{text} =~ /(?<![\w.])\Q$_\E\(/ } keys %remade_function;
    if ($kind eq 'function') {
        # Java functions always: what stands behind them is made by the build. Those that are parsed, too: they list columns.
        next if $is_same && !$calls_remade && $s->{text} !~ /^\s*language java|^begin atomic/m;
        if ($remade_function{$s->{name}}) {
            push @script, "alter $o->{what} $o->{signature} rename to $o->{short}_before_update;";
            push @drop_last, retired($o, $s);
            $is_remade{"$s->{what} $s->{signature}"} = 1;
        }
        push @script, $s->{text} =~ s/^create /create or replace /r;
    }
    elsif ($kind eq 'view') {
        # Always, too: what stands in $folder may have emptied it for a moment.
        push @script, $s->{text} =~ s/^create view/create or replace view/r;
    }
    elsif ($kind =~ /^(trigger|policy)$/) {
        next if $is_same && !$calls_remade;
        push @script, "drop $kind $s->{name} on $s->{table};" if $o;
        push @script, $s->{text};
        $is_remade{"$kind $s->{name} on $s->{table}"} = $is_remade{"$kind $s->{name}"} = 1;
    }
    elsif ($kind eq 'event trigger') {
        next if $is_same && !$calls_remade;
        push @script, "drop event trigger $s->{name};" if $o;
        push @script, $s->{text};
    }
    elsif ($kind eq 'index') {
        next if $is_same || said("index $s->{name}");
        push @script, "drop index $s->{schema}.$s->{name};" if $o;
        push @script, $s->{text};
    }
    elsif ($kind eq 'table') { push @script, $is_new ? $s->{text} : table_changes($o, $s) }
    elsif ($kind eq 'type') { push @script, $is_new ? $s->{text} : type_changes($o, $s) unless $is_same }
    elsif ($kind eq 'comment') { push @script, $s->{text} if !$is_same || $is_remade{$s->{name}} }
    elsif ($kind eq 'alter') {
        push @script, $s->{text} if $is_new && !said($s->{key}) || $s->{text} =~ /trigger (\w+)/ && $is_remade{"trigger $1"};
    }
    elsif ($kind eq 'dump') { push @script, $s->{text} unless $is_same }
    elsif ($kind eq 'insert' && $is_catalogue{$s->{name}}) { push @script, catalogue($s->{name}) if !$s->{nth} }
    elsif ($kind eq 'update' && $is_catalogue{$s->{name}}) { push @script, $s->{text} }
    elsif ($kind eq 'do') { push @script, $s->{text} } # Whatever it does for all objects, it does for the new ones.
    elsif ($is_new && $kind =~ /^(?:schema|statistics)$/ || $is_new && $kind eq 'insert' && !$old{"table $s->{name}"}) { push @script, $s->{text} }
    elsif (!$is_same) { said($s->{key}) or die "cannot tell what to do about: $s->{key}\n" }
}
my @idle = grep { !$is_done{$_} } sort keys %is_done;
die "$folder says 'done' and nothing asks for it: @idle\n" if @idle;

my ($from, $to) = $folder =~ m{([^/]+?)--([^/]+)/?$} or die "$folder is not named VERSION--VERSION\n";
print qq{\\echo Use "alter extension pgfiles update to '$to'" to load this file. \\quit\n};
print "\n-- What no comparison can tell.\n", @{$by_hand{before}} if @{$by_hand{before}};
print "\n-- What differs between the install scripts of $from and $to.\n";
print "\n$_\n" for @drop_first, @script, @drop_last;
print "\n-- Functions that are written from rows are written again; who has the API has what is new in it.\n\n",
    "update pgfiles.entity_type set name = name where false;\n\nselect pgfiles.grant_noted(null, '{pgfiles}');\n";
print "\n", @{$by_hand{after}};

# --- what the folder says ----------------------------------------------------------------------------
# A part of the sources as it is; its objects are there then.
sub included {
    my ($path) = @_;
    my $text = slurp("$FindBin::Bin/../$path");
    $is_included{$_->{key}} = 1 for statements($text);
    return $text;
}

# What was the extension's, as the sources have it now, and then the database's own.
sub left {
    my ($path) = @_;
    my (@script, @release);
    for my $s (map { statements(slurp($_)) } sort { $a cmp $b } bsd_glob("$FindBin::Bin/../$path/*.sql")) {
        $is_included{$s->{key}} = 1 if $s->{kind} ne 'insert';
        my ($kind, $text) = ($s->{kind}, $s->{text});
        if ($kind eq 'schema') {
            $old{$s->{key}} or push @script, $text;
            push @release, "alter extension pgfiles drop schema $s->{name};";
        }
        elsif ($kind =~ /^(view|function)$/) {
            push @script, $text =~ s/^create/create or replace/r;
            push @script, "revoke all on function $s->{signature} from public;" if $kind eq 'function' && !$old{$s->{key}};
            unshift @release, "alter extension pgfiles drop $kind " . ($s->{signature} // $s->{name}) . ';';
        }
        # The rows are there.
        elsif ($kind ne 'insert' || $is_catalogue{$s->{name}}) { push @script, $text }
    }
    return join "\n\n", @script, @release;
}

sub said {
    my ($what) = @_;
    return 0 unless exists $is_done{$what};
    return $is_done{$what} = 1;
}

# --- functions --------------------------------------------------------------------------------------
# Whether CREATE OR REPLACE may make the one of the other.
sub is_replaceable {
    my ($o, $n) = @_;
    my $shape = sub { join ', ', map { "$_->{mode} $_->{name} $_->{type}" } @{$_[0]{arguments}} };
    return 0 if $shape->($o) ne $shape->($n) || $o->{returns} ne $n->{returns} || $o->{what} ne $n->{what};
    return !grep { defined $o->{arguments}[$_]{default} && !defined $n->{arguments}[$_]{default} } 0 .. $#{$o->{arguments}};
}

# What the application still needs is left to it, and says so.
sub dropped {
    my ($what, $name) = @_;
    return <<"END";
do \$update\$
begin
    drop $what $name;
exception
    when dependent_objects_still_exist then
        raise warning 'pgfiles: $what $name is no longer part of pgfiles; it is left to what uses it';
        alter extension pgfiles drop $what $name;
end
\$update\$;
END
}

# A function whose signature is another one now. What the application has made of the old one calls the new one through it.
sub retired {
    my ($o, $n) = @_;
    my $old = $o->{signature} =~ s/\(/_before_update(/r;
    my @in = grep { $_->{mode} ne 'out' } @{$o->{arguments}};
    my $is_longer = $o->{returns} eq $n->{returns} && !grep {
        my ($a, $b) = ($o->{arguments}[$_], $n->{arguments}[$_]);
        !$b || "$a->{mode} $a->{type}" ne "$b->{mode} $b->{type}"
    } 0 .. $#{$o->{arguments}};
    my $forward = '';
    if ($is_longer && $o->{returns}) {
        my $parameters = join ', ', map {
            join ' ', $_->{mode}, $_->{name} || (), $_->{type}, defined $_->{default} ? "default $_->{default}" : ()
        } @{$o->{arguments}};
        my $call = "$n->{name}(" . join(', ', map { '$' . ($_ + 1) } 0 .. $#in) . ')';
        $call = $o->{returns} =~ /^(setof|table)\b/ ? "select * from $call" : "select $call";
        $forward = <<"END";
        create or replace function $o->{name}_before_update($parameters)
            returns $o->{returns} language sql as 'set search_path = pg_catalog, pg_temp; $call';
END
        $forward =~ s/set search_path = pg_catalog, pg_temp; //;
    }
    return <<"END";
do \$update\$
begin
    drop $o->{what} $old;
exception
    when dependent_objects_still_exist then
        raise warning 'pgfiles: the signature of $n->{name} has changed; what uses it now uses $o->{name}_before_update';
${forward}        alter extension pgfiles drop $o->{what} $old;
end
\$update\$;
END
}

# --- tables and types -------------------------------------------------------------------------------
sub table_changes {
    my ($o, $n) = @_;
    my $table = $n->{name};
    my ($name) = $table =~ /(\w+)$/;
    my ($old_columns, $old_constraints) = table_parts($o);
    my ($new_columns, $new_constraints) = table_parts($n);
    my (@drop, @change);
    for my $c (@$old_columns) {
        next if grep { $_->{name} eq $c->{name} } @$new_columns;
        said("table $table column $c->{name}") or die "table $table: column $c->{name} is gone: say in $folder what becomes of it\n";
    }
    my $is_behind = 0;
    for my $c (@$new_columns) {
        my ($before) = grep { $_->{name} eq $c->{name} } @$old_columns;
        if (!$before) {
            push @change, "add column $c->{text}" unless said("table $table column $c->{name}");
            $is_behind = 1;
            next;
        }
        die "table $table: column $c->{name} stands behind a new one; new columns go to the end\n" if $is_behind;
        next if $before->{text} eq $c->{text} || said("table $table column $c->{name}");
        die "table $table: column $c->{name} has changed: say in $folder what becomes of it\n" if $before->{rest} ne $c->{rest};
        if ($before->{check} ne $c->{check}) {
            push @drop, "drop constraint ${name}_$c->{name}_check" if $before->{check};
            push @change, "add constraint ${name}_$c->{name}_check $c->{check}" if $c->{check};
        }
        if ($before->{default} ne $c->{default}) {
            push @change, "alter column $c->{name} " . ($c->{default} ? "set $c->{default}" : 'drop default');
        }
        if ($before->{not_null} ne $c->{not_null}) {
            push @change, "alter column $c->{name} " . ($c->{not_null} ? 'set' : 'drop') . ' not null';
        }
    }
    for my $c (sort keys %$old_constraints) {
        next if ($new_constraints->{$c} // '') eq $old_constraints->{$c} || said("table $table constraint $c");
        push @drop, "drop constraint $c";
    }
    for my $c (sort keys %$new_constraints) {
        next if ($old_constraints->{$c} // '') eq $new_constraints->{$c} || said("table $table constraint $c");
        push @change, "add constraint $c $new_constraints->{$c}";
    }
    my $of = sub { canonical($_[0]{text}) =~ s/^create ((?:unlogged )?table) .*\)( with \(.*\))?;$/$1 . ($2 \/\/ '')/ers };
    die "table $table: its kind or parameters have changed: say in $folder what becomes of them\n"
        if $of->($o) ne $of->($n) && !said("table $table parameters");
    return () unless @drop || @change;
    return "alter table $table\n    " . join(",\n    ", @drop, @change) . ';';
}

sub type_changes {
    my ($o, $n) = @_;
    my @before = elements(balanced($o->{text} =~ s/^[^(]*//r));
    my @after = elements(balanced($n->{text} =~ s/^[^(]*//r));
    for (@before) {
        my $same = shift @after;
        next if defined $same && $same eq $_;
        return () if said("type $n->{name}");
        die "type $n->{name}: '$_' has changed; only new attributes at the end can be told\n";
    }
    return map { "alter type $n->{name} add attribute $_;" } @after;
}

# --- catalogues -------------------------------------------------------------------------------------
# Its rows become those of the new version; a row that others refer to stays the same row.
sub catalogue {
    my ($table) = @_;
    my ($columns, $constraints) = table_parts($new{"table $table"});
    my ($name) = $table =~ /(\w+)$/;
    my $key = ($constraints->{"${name}_pkey"} // '') =~ /\((.*)\)/ ? $1 : (grep { $_->{text} =~ / primary key/ } @$columns)[0]{name};
    my %is_key = map { $_ => 1 } split /, /, $key;
    my @other = grep { !$is_key{$_} } map { $_->{name} } @$columns;
    my @script = "create temp table kept as select $key from $table limit 0;";
    for my $s (grep { $_->{kind} eq 'insert' && $_->{name} eq $table } @new) {
        my $text = $s->{text} =~ s/;$//r;
        my $conflict = @other ? 'update set ' . join(', ', map { "$_ = excluded.$_" } @other) : 'nothing';
        push @script, "with given as (\n$text\non conflict ($key) do $conflict\nreturning $key)\ninsert into kept select $key from given;";
    }
    # Rows that another extension brought are its own.
    my $gone = "($key) not in (select $key from kept)" . ((grep { $_->{name} eq 'extension' } @$columns) ? " and extension = 'pgfiles'" : '');
    push @script, revoked($gone) if $table eq 'pgfiles.api_grant';
    return @script, "delete from $table where $gone;", 'drop table kept;';
}

# What the API is no longer granted. Of what has gone or moved there is nothing to take away.
sub revoked {
    my ($gone) = @_;
    return <<"END";
do \$update\$
declare
    v_grant record;
begin
    for v_grant in
        select g.privilege, g.object, pg_catalog.quote_ident(r.role) as role
        from (select * from pgfiles.api_grant where $gone) g
        cross join pgfiles.granted_role r
        where case
                when g.privilege like '%schema' then pg_catalog.to_regnamespace(g.object)::oid
                when g.privilege like '%function' then pg_catalog.to_regproc(g.object)::oid
                else pg_catalog.to_regclass(g.object)::oid
            end is not null
            and pg_catalog.to_regrole(pg_catalog.quote_ident(r.role)) is not null
    loop
        execute pg_catalog.format('revoke %s %s from %s', v_grant.privilege, v_grant.object, v_grant.role);
    end loop;
end
\$update\$;
END
}
