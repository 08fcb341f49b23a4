using System.Collections.Immutable;

namespace TokenGateway.Core.Notices;

/// <summary>Where notices are posted to. No record: a generated <c>ToString</c> would print the secret.</summary>
/// <param name="url">Absolute.</param>
/// <param name="secret">What signs, at least <see cref="MinSecretLength"/> bytes.</param>
public sealed class WebhookOptions(Uri url, ImmutableArray<byte> secret)
{
    public const int MinSecretLength = 32;

    public Uri Url { get; } = url;

    public ImmutableArray<byte> Secret { get; } = secret;

    /// <summary>Lets the receiver have an address that is not public. Default false.</summary>
    public bool DangerousAllowPrivate { get; init; }
}
