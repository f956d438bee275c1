package org.pgfiles.http;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pgfiles.http.stack.Stack;
import org.pgfiles.http.stack.Stacks;

/** Hands a new {@link World} to every test; the stack below it is opened once and closed after the last test. */
final class WorldExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(WorldExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what is in its root store at the end of the run.
        Stack stack = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Stack.class, key -> Stacks.open(System.getenv()), Stack.class);
        return World.on(stack);
    }
}
