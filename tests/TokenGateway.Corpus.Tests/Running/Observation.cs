using TokenGateway.Corpus.Tests.Upstream;
using TokenGateway.Corpus.Tests.Wire;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>All that could be seen of a trial from outside.</summary>
/// <param name="Sent">What was sent, macros expanded.</param>
/// <param name="Cut">Heads of requests whose bodies did not come whole.</param>
/// <param name="Faults">Bytes that reached the upstream and are no request.</param>
/// <param name="Opened">Connections that were opened to the upstream.</param>
/// <param name="Stayed">Whether the connection served another request; null: not asked.</param>
public sealed record Observation(
    Trial Trial, string Sent, CorpusTokens Tokens, IReadOnlyList<Reply> Replies, IReadOnlyList<UpstreamRequest> Upstream,
    IReadOnlyList<string> Cut, IReadOnlyList<string> Faults, int Opened, bool? Stayed);
