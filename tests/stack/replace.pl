# replace.pl OLD NEW RAN SETUP: SQL that takes a database made by one install script of pgfiles to what the other would have made, if they
# differ in what functions do, in queries of views and in comments alone. RAN has the functions that ran while the database was set
# up, a name each line, and SETUP is the script that followed the install script: what these have left behind is not made anew by
# a function that now does something else. Ends with 1 if there is more to it, or any doubt: then the database has to be made anew.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../../extension";
use Statements qw(slurp statements canonical);

my ($old_script, $new_script, $ran_names, $setup) = map { slurp($_) } @ARGV;
my %ran = map { $_ => 1 } split /\n/, $ran_names;

# The sources that a script is made of; what stands in the same source on both sides needs no look.
my ($old_parts, $new_parts) = map { [split /^(?=-- sql\/)/m] } $old_script, $new_script;
anew('there are other files') if join(' ', map { source($_) } @$old_parts) ne join(' ', map { source($_) } @$new_parts);
my @changed = grep { $old_parts->[$_] ne $new_parts->[$_] } 0 .. $#$new_parts;

my @replacing;
for my $at (@changed) {
    my @old = statements($old_parts->[$at] =~ s/^\\[^\n]*//r);
    my @new = statements($new_parts->[$at] =~ s/^\\[^\n]*//r);
    my $where = source($new_parts->[$at]);
    anew("$where has other objects") if join("\n", map { $_->{key} } @old) ne join("\n", map { $_->{key} } @new);
    for my $i (grep { $old[$_]{text} ne $new[$_]{text} } 0 .. $#new) {
        my ($before, $now) = ($old[$i], $new[$i]);
        if ($now->{kind} eq 'comment') { push @replacing, "$now->{text}\n" }
        elsif ($now->{kind} eq 'function') {
            anew("$where: $now->{name} is called in another way") if head($now) ne head($before);
            check_order($before, $now, $at);
            check_unused($now);
            push @replacing, $now->{text} =~ s/^create /create or replace /r, "\n";
        }
        elsif ($now->{kind} eq 'view') {
            check_order($before, $now, $at);
            check_unused($now);
            push @replacing, columns($now->{name}, 'before'), $now->{text} =~ s/^create /create or replace /r, "\n", columns($now->{name}, 'after');
        }
        else { anew("$where: $now->{kind} $now->{name}") }
    }
}
print @replacing;

sub anew { print STDERR "$_[0]\n"; exit 1 }
sub source { $_[0] =~ /^-- (sql\/\S+)/ ? $1 : '' }

# What a function is called with and what it gives.
sub head { $_[0]{text} =~ /^(.*?)\n {4}language/s ? $1 : anew("no language: $_[0]{name}") }

# An install script can only name what it has made before.
sub check_order {
    my ($before, $now, $at) = @_;
    my %had = map { $_ => 1 } $before->{text} =~ /\w+\.\w+/g;
    my %has = map { $_ => 1 } $now->{text} =~ /\w+\.\w+/g;
    for my $later (@$new_parts[$at + 1 .. $#$new_parts]) {
        while ($later =~ /^create (?:\w+ )*?(?:function|procedure|table|type|view) (\w+\.\w+)/mg) {
            anew("$now->{name} now names $1, which is made after it") if $has{$1} && !$had{$1};
        }
    }
}

# Whether its old text has left something in the database: it ran, or was put into the text of what ran, as functions in SQL and views are.
# What compile_... writes is not what stands in the install script.
sub check_unused {
    my ($of) = @_;
    my (%seen, @todo);
    for my $part ($of->{kind} eq 'function' ? grep { source($_) =~ /\/compile_/ } @$new_parts : ()) {
        anew("$of->{name} is written by $1") if $part =~ /\b\Q$of->{short}\E\b/ && $part =~ /^create function (\S+?)\(/m;
    }
    for (@todo = $of; my $s = shift @todo;) {
        next if $seen{$s->{name}}++;
        anew("$s->{name} ran while the database was set up") if $s->{kind} eq 'function' && $ran{$s->{short}};
        my $word = qr/\b\Q$s->{name}\E\b/;
        anew("$s->{name} is used while the database is set up") if $setup =~ $word && passed_on($s);
        for my $user (map { statements(s/^\\[^\n]*//r) } grep { $_ =~ $word } @$new_parts) {
            my ($kind, $text) = @$user{qw(kind text)};
            next if $kind =~ /^(?:comment|policy)$/ || $user->{name} eq $s->{name};
            # Names in rows are rights that are given; a trigger's function has run or not.
            $text =~ s/'(?:[^']|'')*'//g if $kind =~ /^(?:insert|update)$/;
            ($text) = $text =~ /\bwhen (.*)\bexecute /s ? $1 : '' if $kind eq 'trigger';
            next unless $text =~ $word;
            if ($kind eq 'function') {
                next unless passed_on($s);
                anew("$user->{name} ran with $s->{name} while the database was set up") if $ran{$user->{short}};
                push @todo, $user;
            }
            elsif ($kind eq 'view') { push @todo, $user if passed_on($s) }
            else { anew("$kind $user->{name} uses $s->{name}") }
        }
    }
}
sub passed_on { $_[0]{kind} eq 'view' || $_[0]{text} =~ /^ {4}language sql$/m }

# Fails if a view's columns are not what they were: then functions that have read its row are not, either.
sub columns {
    my ($view, $when) = @_;
    my $list = "(select jsonb_agg(to_jsonb(a) order by a.attnum)::text from pg_catalog.pg_attribute a where a.attrelid = '$view'::regclass)";
    return "do \$\$ begin perform set_config('pgfiles.columns', $list, true); end \$\$;\n" if $when eq 'before';
    return "do \$\$ begin if current_setting('pgfiles.columns') <> $list then raise 'other columns of $view'; end if; end \$\$;\n";
}
