select from files.take_lease('main');
