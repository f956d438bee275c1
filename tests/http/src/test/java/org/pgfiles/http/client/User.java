package org.pgfiles.http.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Somebody with a token: user, organization and application role as the identity provider's claims name them. An empty
 * text leaves the claim out.
 */
public record User(String id, String organization, String role) {
    /** No token at all. */
    public static final User ANONYMOUS = new User("", "", "anonymous");

    /** The first client of the organization; she uploads. */
    public static User alice(String organization) {
        return new User("1", organization, "org_client");
    }

    /** Her colleague. */
    public static User bob(String organization) {
        return new User("2", organization, "org_client");
    }

    /** A client of another organization. */
    public static User carol(String otherOrganization) {
        return new User("3", otherOrganization, "org_client");
    }

    /** The organization's admin. */
    public static User admin(String organization) {
        return new User("4", organization, "org_admin");
    }

    public boolean isAnonymous() {
        return role.equals(ANONYMOUS.role);
    }

    /** The token's claims: the database role {@code authenticated}, and the user's own. */
    public String claims() {
        ObjectNode claims = JsonNodeFactory.instance.objectNode().put("role", "authenticated");
        ObjectNode user = claims.putObject("user").put("role", role);
        if (!id.isEmpty()) {
            user.put("user_id", id);
        }
        if (!organization.isEmpty()) {
            user.put("organization_id", organization);
        }
        return claims.toString();
    }
}
