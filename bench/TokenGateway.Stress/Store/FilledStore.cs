using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Store;

/// <summary>
/// A store as a large installation has it: 200 owners, every token made a year ago, one in ten with an end within
/// the year to come, nine in ten with a last use within the last hundred days. Rows are put into the tables directly:
/// through the lifecycle, audited one by one, a million would take many minutes.
/// </summary>
internal abstract class FilledStore(StoreRunOptions options)
{
    private const int Owners = 200;
    private const int PerTransaction = 50_000;

    private static readonly StandardTokenFormat Format = new("tgw");

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly List<string> _values = [];

    /// <summary>How the store is opened, here and by the gateway.</summary>
    public abstract StoreOptions Options { get; }

    /// <summary>The values of as many tokens as are used, spread evenly over all.</summary>
    public IReadOnlyList<string> Values => _values;

    public static UserId Owner(long number) => UserId.Parse($"owner{number % Owners}");

    /// <summary>Bytes on the disk.</summary>
    public abstract Task<long> SizeAsync();

    public OpenedStore Open() => Stores.Open(Options, TimeProvider.System);

    public async Task FillAsync(Progress progress, CancellationToken cancellationToken)
    {
        await using (var store = Open())
        {
            for (var i = 0; i < Owners; i++)
                await store.Users.AddAsync(SomeModel.User(Owner(i)), passwordHash: null, new AuditEntry(AuditActor.Gateway, AuditAction.UserCreated, $"user:{Owner(i)}"), WriteBasis.None, cancellationToken);
        }

        for (var first = 1; first <= options.Tokens; first += PerTransaction)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.At("filling the store", first, options.Tokens);
            await InsertAsync([.. Enumerable.Range(first, Math.Min(PerTransaction, options.Tokens - first + 1)).Select(Row)], cancellationToken);
        }

        await FinishAsync(options.Tokens, cancellationToken);
    }

    protected abstract Task InsertAsync(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken);

    /// <summary>After the last row.</summary>
    /// <param name="tokens">The highest number of a token.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected abstract Task FinishAsync(long tokens, CancellationToken cancellationToken);

    private FilledRow Row(int id)
    {
        var value = Format.Create(id);
        if (id % Math.Max(1, options.Tokens / options.Used) == 0 && _values.Count < options.Used)
            _values.Add(value);
        var used = _now.AddDays(-1 - (id / 10 % 100));
        return new FilledRow(id, TokenDigest.Of(value).ToArray(), Owner(id).Value, _now.AddDays(-365).UtcTicks, Format.Hint(value))
        {
            Ends = id % 10 == 5 ? _now.AddDays(1 + (id / 10 % 365)).UtcTicks : null,
            Used = id % 10 != 0 ? used.UtcTicks : null,
            Day = (int)(used - DateTimeOffset.UnixEpoch).TotalDays,
        };
    }
}
