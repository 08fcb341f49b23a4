using System.Collections.Immutable;

namespace TokenGateway.Core.Verification;

/// <summary>
/// The identity headers of one or more routes: names and templates. Each set of a configuration generation has an index, under which
/// a snapshot stores the rendered values.
/// </summary>
public sealed class IdentitySet(int index, ImmutableArray<IdentityHeader> headers)
{
    internal int Index { get; } = index;

    public ImmutableArray<IdentityHeader> Headers { get; } = headers;

    /// <summary>
    /// Renders the values in the order of <see cref="Headers"/>. "" marks a header that is not sent because the token has no such value.
    /// Null if any value cannot be a header value, in which case nothing may be sent.
    /// </summary>
    internal ImmutableArray<string>? Render(TokenSnapshot snapshot)
    {
        var values = ImmutableArray.CreateBuilder<string>(Headers.Length);
        foreach (var header in Headers)
        {
            if (header.Template.Render(snapshot) is not { } value)
                return null;
            values.Add(value);
        }

        return values.MoveToImmutable();
    }
}
