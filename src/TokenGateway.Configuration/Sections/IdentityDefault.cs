namespace TokenGateway.Configuration.Sections;

/// <summary>The identity headers when the file names none. Their names are protected whatever the file says.</summary>
internal static class IdentityDefault
{
    public const string Json = """
        { "X-Auth-User": "{user.id}", "X-Auth-Email": "{user.email}", "X-Auth-Role": "{role}",
          "X-Auth-Permissions": "{permissions}", "X-Auth-Token-Id": "{token.id}" }
        """;

    public static readonly IReadOnlyDictionary<string, string> Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["X-Auth-User"] = "{user.id}",
        ["X-Auth-Email"] = "{user.email}",
        ["X-Auth-Role"] = "{role}",
        ["X-Auth-Permissions"] = "{permissions}",
        ["X-Auth-Token-Id"] = "{token.id}",
    };
}
