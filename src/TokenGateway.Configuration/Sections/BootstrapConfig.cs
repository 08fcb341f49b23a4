using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Bootstrap</c>: the declared first administrator.</summary>
internal sealed class BootstrapConfig(ConfigNode? node)
{
    public const string Section = "Bootstrap";

    private static readonly TextShape File = new() { Nullable = true };

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> UserKey = Keys.Add<string?>(
        "User", new TextShape { What = "a user id", MaxLength = 255, Nullable = true }, "The id of the first administrator; null: none.", "null");

    private static readonly Key<string?> RoleKey = Keys.Add<string?>("Role", Texts.Role with { Nullable = true }, "The role of the user.", "null");

    private static readonly Key<string?> TokenSha256Key =
        Keys.Add<string?>("TokenSha256", Texts.Digest with { Nullable = true }, "SHA-256 of the value of the user's token.", "null");

    private static readonly Key<string?> TokenFileKey = Keys.Add<string?>("TokenFile", File, "A file with the value of the user's token.", "null");

    private static readonly Key<string?> PasswordFileKey = Keys.Add<string?>("PasswordFile", File, "A file with the user's password.", "null");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    /// <summary>Null: none.</summary>
    public string? User { get; } = UserKey.In(node);

    public string? Role { get; } = RoleKey.In(node);

    /// <summary>SHA-256 of the exact bytes of the token's value: 64 hexadecimal digits in lower case. Null: none, or in a file.</summary>
    public string? TokenSha256 { get; } = TokenSha256Key.In(node)?.ToLowerInvariant();

    /// <summary>A file with the token's value, relative to the folder of the configuration file.</summary>
    public string? TokenFile { get; } = TokenFileKey.In(node);

    /// <summary>A file with the password, relative to the folder of the configuration file.</summary>
    public string? PasswordFile { get; } = PasswordFileKey.In(node);

    /// <param name="gateway">The parent section.</param>
    /// <param name="hasVariable">Whether the dialect has an environment variable for the token's value.</param>
    /// <param name="errors">Collects errors.</param>
    public static void Check(ConfigNode? gateway, bool hasVariable, ConfigErrors errors)
    {
        var written = new BootstrapConfig(gateway?[Section]);
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
