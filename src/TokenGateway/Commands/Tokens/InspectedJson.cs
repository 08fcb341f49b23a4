using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>What a value is; never the value.</summary>
/// <param name="Shape">ours, broken (begins like ours, but is cut short, altered or mistyped) or foreign.</param>
/// <param name="Id">The number inside a value of ours.</param>
/// <param name="Checksum">right, wrong or none.</param>
/// <param name="Sha256">The digest by which it is looked up.</param>
/// <param name="Known">Whether the file or the store knows it; null: not asked.</param>
/// <param name="Token">What they know.</param>
internal sealed record InspectedJson(string Shape, long? Id, string Checksum, string Sha256, bool? Known, TokenView? Token);
