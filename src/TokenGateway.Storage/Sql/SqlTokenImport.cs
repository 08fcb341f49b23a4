using System.Collections.Immutable;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// Adds imported tokens, all or none. Each is really inserted, so that quotas and duplicates within the import count; a
/// refused import is rolled back with the transaction.
/// </summary>
internal static class SqlTokenImport
{
    public static async Task<TokenImportResult> RunAsync(
        SqlWrite write, IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>(imports.Count);
        var refusals = ImmutableArray.CreateBuilder<KeyValuePair<int, TokenAdditionOutcome>>();
        for (var i = 0; i < imports.Count; i++)
        {
            var value = imports[i].Value;
            var added = await SqlTokenWrites.AddAsync(write, imports[i].Draft, imports[i].Quota, _ => value, audit);
            if (added.Token is { } token)
                tokens.Add(token);
            else
                refusals.Add(new(i, added.Outcome));
        }

        if (!isDryRun && refusals.Count == 0)
            return new TokenImportResult(tokens.ToImmutable(), []);
        write.RollBack();
        return new TokenImportResult([], refusals.ToImmutable());
    }
}
