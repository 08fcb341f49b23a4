using System.Globalization;

namespace TokenGateway.Core.Storage;

/// <summary>
/// A position in the change sequence. Opaque except to a feed: it can be compared, stored and sent as text. Within one
/// epoch, numbers increase in commit order without gaps; numbers of different epochs are not comparable.
/// </summary>
/// <param name="Epoch">The sequence: another one after a restored backup or the promotion of a standby.</param>
/// <param name="Seq">The number of the last change; 0: none yet. A sequence in several shards will have one for each.</param>
public readonly record struct ChangeCursor(string Epoch, long Seq)
{
    /// <summary>Whether it is not a position, like the default value.</summary>
    public bool IsNone => Epoch is null;

    /// <summary>Whether a reader at this position has seen everything up to <paramref name="other"/>.</summary>
    public bool Covers(in ChangeCursor other) => other.IsNone || (Epoch == other.Epoch && Seq >= other.Seq);

    /// <summary>The text <c>EPOCH:SEQ</c>.</summary>
    public override string ToString() => IsNone ? "" : string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Seq}");

    /// <summary>Parses the form of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out ChangeCursor cursor)
    {
        cursor = default;
        var colon = text?.LastIndexOf(':') ?? 0;
        if (colon < 1 || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return false;
        cursor = new ChangeCursor(text![..colon], seq);
        return true;
    }
}
