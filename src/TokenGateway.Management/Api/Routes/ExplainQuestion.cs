using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Api.Routes;

/// <summary>A request that nobody sends.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path as a client would write it, without query.</param>
/// <param name="Token">The token that it would carry, one that there is or one that is only thought of; null: none.</param>
internal sealed record ExplainQuestion(string Method, string Path, TokenFacts? Token);
