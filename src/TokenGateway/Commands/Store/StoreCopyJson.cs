using TokenGateway.Storage.Backends;

namespace TokenGateway.Commands.Store;

/// <summary>The output of <c>store copy --json</c>.</summary>
/// <param name="Finished">Whether the target is now a complete store.</param>
internal sealed record StoreCopyJson(string Source, string Target, bool Finished, long Changed, IReadOnlyList<StoreCopyTableJson> Tables)
{
    public static StoreCopyJson Of(StoreCopyResult result) =>
        new(result.Source, result.Target, result.IsFinished, result.Changed, [.. result.Tables.Select(StoreCopyTableJson.Of)]);
}
