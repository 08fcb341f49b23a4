namespace TokenGateway.Corpus.Tests.Upstream;

/// <summary>A request as its bytes stood on the upstream's side of the wire.</summary>
/// <param name="Route">The route whose cluster this upstream's port is: the policy that decided.</param>
/// <param name="Fields">One entry a line, in order, nothing folded or joined.</param>
/// <param name="Text">All of it, body too.</param>
public sealed record UpstreamRequest(
    string Route, string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Fields, string Body, string Text)
{
    public IEnumerable<string> ValuesOf(string name) =>
        Fields.Where(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value);

    public override string ToString() => $"[{Route}] {Text}";
}
