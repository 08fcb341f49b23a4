using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>The classification of a value; never the value.</summary>
/// <param name="Shape">ours, broken (begins like ours, but is truncated, altered or mistyped) or foreign.</param>
/// <param name="Id">The number in a value of ours.</param>
/// <param name="Checksum">right, wrong or none.</param>
/// <param name="Sha256">The digest that identifies it.</param>
/// <param name="Known">Whether the file or the store contains it; null: not looked up.</param>
/// <param name="Token">The token found.</param>
internal sealed record InspectedJson(string Shape, long? Id, string Checksum, string Sha256, bool? Known, TokenView? Token);
