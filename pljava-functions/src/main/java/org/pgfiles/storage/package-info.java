/** The object store and the credentials for it: the only package that reaches the network and knows the AWS SDK. */
@NullMarked
package org.pgfiles.storage;

import org.jspecify.annotations.NullMarked;
