/**
 * What a file's bytes say about it besides its pixels: its type, its EXIF, and how to take that away. Every reader here expects
 * a hostile file. Front doors: {@link org.pgfiles.metadata.TypeSniffer}, {@link org.pgfiles.metadata.ExifParser},
 * {@link org.pgfiles.metadata.Stripper}.
 */
@NullMarked
package org.pgfiles.metadata;

import org.jspecify.annotations.NullMarked;
