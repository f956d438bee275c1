-- What was noted so far are organizations' sums; from now on each of their users has his own.
do $$ begin perform pgfiles.recount_quota(); end $$;
