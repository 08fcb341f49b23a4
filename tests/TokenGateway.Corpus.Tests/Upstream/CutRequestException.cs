namespace TokenGateway.Corpus.Tests.Upstream;

/// <summary>A request whose head came whole and whose body did not: the gateway let it through and gave it up on the way.</summary>
internal sealed class CutRequestException(string text, Exception inner) : Exception(text, inner);
