s/^(select files.)give_up(_lease\('main'\);)/\1give_up\2 \1take\2/
