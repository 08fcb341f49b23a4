namespace TokenGateway.Management.Api.Tokens;

/// <summary>A page of tokens: declared ones, then stored ones by ascending id.</summary>
/// <param name="Next">The cursor of the next page; null: this is the last.</param>
internal sealed record TokenList(IReadOnlyList<TokenView> Items, string? Next);
