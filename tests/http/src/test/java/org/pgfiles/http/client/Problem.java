package org.pgfiles.http.client;

/** An error as PostgREST gives it: HTTP status, SQLSTATE or PostgREST's own code, and three texts; null becomes "". */
public record Problem(int status, String code, String message, String details, String hint) {}
