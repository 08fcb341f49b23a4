using System.CommandLine;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Options;

/// <summary><c>--sha256</c>: the digest of a value that was created elsewhere.</summary>
internal static class DigestOption
{
    public static Option<string?> Create() => new("--sha256")
    {
        Description = "Register a value that you made, by its SHA-256 (64 hexadecimal digits). Nothing is printed then. Default: the gateway makes the value.",
        HelpName = "HEX",
    };

    /// <exception cref="UsageException">Not a digest.</exception>
    public static TokenDigest? Read(string? text) => text is null ? null
        : TokenDigest.TryParseHex(text, out var digest) ? digest

        // The text is not repeated: it may be the value itself.
        : throw new UsageException("--sha256: 64 hexadecimal digits of the value's SHA-256 are expected.");
}
