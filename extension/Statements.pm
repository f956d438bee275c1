# Takes SQL scripts of this project apart: as much of SQL as they use.
package Statements;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT_OK = qw(slurp statements canonical balanced elements table_parts);

sub slurp {
    open my $file, '<', $_[0] or die "$_[0]: $!\n";
    local $/;
    return scalar <$file>;
}

# The statements of a script, in its order.
sub statements {
    my ($text) = @_;
    my (@found, %count);
    my ($statement, $is_atomic) = ('', 0);
    pos($text) = 0;
    while (pos($text) < length $text) {
        # What stands before a statement is about its file.
        if ($text =~ /\G((?:--|\\)[^\n]*\n?)/gc) { $statement .= $1 unless $statement eq '' }
        elsif ($statement eq '' && $text =~ /\G\s+/gc) { }
        elsif ($text =~ /\G(?:'(?:[^']|'')*'|"[^"]*"|(\$\w*\$).*?\1)/gcs) { $statement .= $& }
        elsif ($text =~ /\Gbegin atomic\b/gc) { $is_atomic = 1; $statement .= $& }
        elsif ($text =~ /\Gend(?=;)/gc) { $is_atomic = 0; $statement .= $& }
        elsif ($text =~ /\G;/gc) {
            $statement .= ';';
            next if $is_atomic;
            push @found, described($statement, \%count);
            $statement = '';
        }
        # As much at a time as can begin nothing of the above.
        else { $text =~ /\G(?:(?:(?!\b(?:begin|end)\b)\w++|[^\w'"\$;\\-]++)++|\w+|.)/gcs; $statement .= $& }
    }
    die "the script ends within a statement: $statement\n" if $statement =~ /\S/;
    my %seen;
    $seen{$_->{key}}++ && die "there are two of: $_->{key}\n" for @found;
    return @found;
}

# What a statement is about: its kind, a key that is the same in both scripts, and what that kind needs to know.
sub described {
    my ($text, $count) = @_;
    my %s = (text => $text, table => '');
    if ($text =~ /^create (?:unlogged )?(table|type|view|schema|statistics) ([\w.]+)/) { @s{qw(kind name)} = ($1, $2) }
    elsif ($text =~ /^create (?:unique )?index (\w+)\s+on (\w+)\.(\w+)/) { @s{qw(kind name schema table)} = ('index', $1, $2, "$2.$3") }
    elsif ($text =~ /^create event trigger (\w+)/) { @s{qw(kind name)} = ('event trigger', $1) }
    elsif ($text =~ /^create trigger ("?\w+"?).*?^ +(?:before|after|instead of) .*?\bon (\w+\.\w+)$/ms) { @s{qw(kind name table)} = ('trigger', $1, $2) }
    elsif ($text =~ /^create policy (\w+) on (\S+)/) { @s{qw(kind name table)} = ('policy', $1, $2) }
    elsif ($text =~ /^create (function|procedure) ((?:\w+\.)?(\w+))\(/) {
        @s{qw(kind what name short)} = ('function', $1, $2, $3);
        my $arguments = balanced(substr $text, $+[0] - 1);
        $s{arguments} = [map { argument($_) } elements($arguments)];
        $s{signature} = "$s{name}(" . join(', ', map { $_->{type} } grep { $_->{mode} ne 'out' } @{$s{arguments}}) . ')';
        ($s{returns}) = $text =~ /^ {4}returns (.*?)\n {4}language/ms;
        $s{returns} = canonical($s{returns} // '');
        $s{nth} = $count->{$s{name}}++;
    }
    elsif ($text =~ /^comment\s+on\s+(.+?)\s+is\s+['\$]/s) { @s{qw(kind name)} = ('comment', canonical($1)) }
    elsif ($text =~ /^alter table /) { @s{qw(kind name)} = ('alter', canonical($text)) }
    elsif ($text =~ /^insert into (\S+)/) { @s{qw(kind name)} = ('insert', $1); $s{nth} = $count->{"insert $1"}++ }
    elsif ($text =~ /^update (\S+)/) { @s{qw(kind name)} = ('update', $1); $s{nth} = $count->{"update $1"}++ }
    elsif ($text =~ /^select pg_catalog\.pg_extension_config_dump\('(\S+)'/) { @s{qw(kind name table)} = ('dump', $1, $1) }
    elsif ($text =~ /^do /) { @s{qw(kind name)} = ('do', canonical($text)) }
    elsif ($text =~ /^select sqlj\./) { @s{qw(kind name)} = ('language', canonical($text)) }
    else { die "a statement of an unknown kind: " . substr($text, 0, 200) . "\n" }
    $s{key} = join ' ', $s{kind}, $s{name}, $s{table} ? "on $s{table}" : (), $s{nth} ? "again $s{nth}" : ();
    return \%s;
}

# Without comments, and with one blank for many; what is quoted stays.
sub canonical {
    my ($text) = @_;
    return $text =~ s{('(?:[^']|'')*'|"[^"]*"|(\$\w*\$).*?\2)|(?:--[^\n]*|\s)+}{$1 // ' '}gesr =~ s/^ | $//gr;
}

# What stands between the parenthesis that the text begins with and its counterpart.
sub balanced {
    my ($text) = @_;
    my ($depth, $found) = (0, '');
    while ($text =~ /\G(?:'(?:[^']|'')*'|--[^\n]*|.)/gs) {
        my $token = $&;
        $depth-- if $token eq ')';
        return $found if !$depth && $token eq ')';
        $found .= $token if $depth;
        $depth++ if $token eq '(';
    }
    die "no end of: $text\n";
}

# A list's elements, without comments.
sub elements {
    my ($depth, @found) = (0, '');
    for my $token (canonical($_[0]) =~ /'(?:[^']|'')*'|./gs) {
        if ($token eq ',' && !$depth) { push @found, ''; next }
        $depth += $token =~ /^[(\[]$/ ? 1 : $token =~ /^[)\]]$/ ? -1 : 0;
        $found[-1] .= $token;
    }
    return grep { length } map { s/^ | $//gr } @found;
}

sub argument {
    my ($text) = @_;
    my $default = $text =~ s/ default (.*)$// ? $1 : undef;
    my $mode = $text =~ s/^(in|out|inout|variadic) // ? $1 : 'in';
    # A name of one word and a type; or only a type.
    my $name = $text =~ s/^(\w+) (?!precision|varying|with|without)// ? $1 : '';
    return {name => $name, type => $text, mode => $mode, default => $default};
}

# A table's columns, in order, and its constraints by name.
sub table_parts {
    my ($s) = @_;
    my ($name) = $s->{name} =~ /(\w+)$/;
    my (@columns, %constraint);
    for (elements(balanced($s->{text} =~ s/^[^(]*//r))) {
        if (/^constraint (\w+) (.*)/s) { $constraint{$1} = $2 }
        elsif (/^primary key/) { $constraint{"${name}_pkey"} = $_ }
        elsif (/^(unique|check|foreign key|exclude)\b/) { die "table $s->{name}: a constraint without a name: $_\n" }
        else {
            my %c = (text => $_, check => '', default => '', not_null => '');
            my $rest = $_;
            if ($rest =~ / check (\(.*)/s) {
                my $inner = balanced($1);
                $c{check} = "check ($inner)";
                $rest =~ s/ check \(\Q$inner\E\)//;
            }
            $c{not_null} = 'not null' if $rest =~ s/ not null\b//;
            $c{default} = $1 if $rest =~ s/ (default (?:.*?\(.*?\)|'[^']*'|\S+))(?=$| references| unique| primary)//;
            ($c{name}) = $rest =~ /^(\w+)/;
            $c{rest} = $rest;
            push @columns, \%c;
        }
    }
    return (\@columns, \%constraint);
}

1;
