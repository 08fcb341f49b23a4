using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>Transforms</c> of a route.</summary>
internal static class TransformsShape
{
    public static ListShape Of(HostKeys host) => new(new TransformShape(host)) { MayBeEmpty = true, Nullable = true };
}
