namespace TokenGateway.Corpus.Tests.Wire;

/// <summary>One answer as it came.</summary>
/// <param name="Status">0: the connection or stream ended without one.</param>
public sealed record Reply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public static Reply None { get; } = new(0, [], "");

    public IEnumerable<string> HeadersOf(string name) =>
        Headers.Where(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value);

    public override string ToString() => $"{Status} {Body}";
}
