using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Bootstrap</c>.</summary>
internal static class BootstrapSection
{
    public const string Key = "Bootstrap";

    // Someone may paste the token itself where its digest is meant.
    private static readonly TextShape Digest = new()
    {
        What = "a SHA-256 digest",
        Pattern = "[0-9A-Fa-f]{64}",
        Hint = "64 hexadecimal digits, as `tokengateway token generate --offline` prints them",
        Secret = true,
        Nullable = true,
    };

    private static readonly TextShape File = new() { Nullable = true };

    public static readonly ObjectShape Shape = new(
        new("User", new TextShape { What = "a user id", MaxLength = 255, Nullable = true }, "The id of the first administrator; null: none.", "null"),
        new("Role", Texts.Role with { Nullable = true }, "What the user may do and manage.", "null"),
        new("TokenSha256", Digest, "SHA-256 of the value of the user's token.", "null"),
        new("TokenFile", File, "A file with the value of the user's token.", "null"),
        new("PasswordFile", File, "A file with the user's password.", "null"));

    public static BootstrapConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new BootstrapConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            User = node.Text("User"),
            Role = node.Text("Role"),
            TokenSha256 = node.Text("TokenSha256")?.ToLowerInvariant(),
            TokenFile = node.Text("TokenFile"),
            PasswordFile = node.Text("PasswordFile"),
        };
    }

    /// <param name="gateway">The section around this one.</param>
    /// <param name="hasVariable">The dialect has a variable of the environment for the token's value.</param>
    /// <param name="errors">Where errors go.</param>
    public static void Check(ConfigNode? gateway, bool hasVariable, ConfigErrors errors)
    {
        var written = Read(gateway);
        if (errors.AnyUnder(written.Path))
            return;
        var (hasToken, hasPassword) = (written.TokenSha256 is not null || written.TokenFile is not null, written.PasswordFile is not null);
        if (written.User is null)
        {
            if (written.Role is not null || hasToken || hasPassword)
                errors.Add(written.Path, "\"User\" is missing");
            return;
        }

        if (written.Role is null)
            errors.Add(written.Path, "\"Role\" is missing");
        if (written.TokenSha256 is not null && written.TokenFile is not null)
            errors.Add(written.Path, "only one of \"TokenSha256\" and \"TokenFile\" is allowed");
        if (!hasToken && !hasPassword && !hasVariable)
            errors.Add(written.Path, "a token (\"TokenSha256\" or \"TokenFile\") or a \"PasswordFile\" is needed; without one, this user cannot sign in");
    }
}
