using System.Collections.Immutable;

namespace TokenGateway.Core.Notices;

/// <summary>The receiver of notices. Not a record: a generated <c>ToString</c> would print the secret.</summary>
/// <param name="url">Absolute.</param>
/// <param name="secret">The signing key, at least <see cref="MinSecretLength"/> bytes.</param>
public sealed class WebhookOptions(Uri url, ImmutableArray<byte> secret)
{
    public const int MinSecretLength = 32;

    public Uri Url { get; } = url;

    public ImmutableArray<byte> Secret { get; } = secret;

    /// <summary>Allows a receiver with a non-public address. Default false.</summary>
    public bool DangerousAllowPrivate { get; init; }
}
