// s3rver, as its own command starts it, which knows nobody but S3RVER, with the credentials of the tests besides.
require("s3rver/lib/models/account").DUMMY_ACCOUNT.createKeyPair(process.env.S3_ACCESS_KEY, process.env.S3_SECRET_KEY);
require("s3rver/bin/s3rver");
