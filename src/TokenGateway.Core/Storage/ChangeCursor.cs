using System.Globalization;

namespace TokenGateway.Core.Storage;

/// <summary>
/// A place in the change sequence. Opaque to everybody but a feed: it can be compared, kept and sent as text. Within one
/// epoch numbers rise in commit order without gaps; numbers of two epochs say nothing about each other.
/// </summary>
/// <param name="Epoch">Which sequence: another one after a restored backup or the promotion of a standby.</param>
/// <param name="Seq">The number of the last change; 0: none yet. A sequence in several shards will have one for each.</param>
public readonly record struct ChangeCursor(string Epoch, long Seq)
{
    /// <summary>Whether it is no place at all, as the default is.</summary>
    public bool IsNone => Epoch is null;

    /// <summary>Whether whoever stands here has seen all that stands before <paramref name="other"/>.</summary>
    public bool Covers(in ChangeCursor other) => other.IsNone || (Epoch == other.Epoch && Seq >= other.Seq);

    /// <summary>The text <c>EPOCH:SEQ</c>.</summary>
    public override string ToString() => IsNone ? "" : string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Seq}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
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
