using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Storage;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Store;

/// <summary>
/// A SQLite store as a large installation has it: a thousand owners, each token made a year ago and recorded in the audit
/// log, one in ten with an end within the year to come, nine in ten with a last use within the last hundred days.
/// </summary>
internal sealed class FilledStore(DirectoryInfo folder, StoreRunOptions options)
{
    public const int Owners = 1_000;

    private const int BatchSize = 20_000;

    private static readonly StandardTokenFormat Format = new("tgw");

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly List<string> _values = [];

    public string Path => System.IO.Path.Combine(folder.FullName, "store.db");

    /// <summary>The values of as many tokens as are used, spread evenly over all.</summary>
    public IReadOnlyList<string> Values => _values;

    public static UserId Owner(long number) => UserId.Parse($"owner{number % Owners}");

    public OpenedStore Open() => Stores.Open(new StoreOptions(StoreProvider.Sqlite, $"Data Source={Path}", folder.FullName), TimeProvider.System);

    public async Task FillAsync(Progress progress, CancellationToken cancellationToken)
    {
        await using var store = Open();
        for (var i = 0; i < Owners; i++)
            await store.Users.AddAsync(SomeModel.User(Owner(i)), passwordHash: null, Recorded($"user:owner{i}"), cancellationToken);
        for (var first = 1; first <= options.Tokens; first += BatchSize)
        {
            var ids = Enumerable.Range(first, Math.Min(BatchSize, options.Tokens - first + 1)).ToList();
            await store.Tokens.ImportAsync(
                [.. ids.Select(Import)], new TokenQuota(null, null, _now), isDryRun: false, token => Recorded($"token:{token.Id}"), cancellationToken);
            await store.Usage.AddAsync([.. ids.Where(id => id % 10 != 0).Select(Use)], cancellationToken);
            progress.At("filling the store", first, options.Tokens);
        }
    }

    private static AuditEntry Recorded(string subject) => new(AuditActor.Gateway, AuditAction.TokenCreated, subject);

    private TokenImport Import(int id)
    {
        var value = Format.Create(id);
        if (id % Math.Max(1, options.Tokens / options.Used) == 0 && _values.Count < options.Used)
            _values.Add(value);
        var draft = new Token
        {
            Id = default,
            Name = $"token {id}",
            Owner = Owner(id),
            Role = RoleName.Parse("Engineers"),
            CreatedAt = _now.AddDays(-365),
            CreatedBy = "cli:bench",
            ExpiresAt = id % 10 == 5 ? _now.AddDays(1 + (id / 10 % 365)) : null,
        };
        return new TokenImport(draft, new SealedValue(TokenDigest.Of(value), Format.Hint(value)));
    }

    private TokenUsage Use(int id)
    {
        var at = _now.AddDays(-1 - (id / 10 % 100));
        return new TokenUsage(TokenId.Stored(id), DateOnly.FromDateTime(at.UtcDateTime), 1 + (id % 100), new TokenUse(at, "192.0.2.1", TokenPlace.Header));
    }
}
