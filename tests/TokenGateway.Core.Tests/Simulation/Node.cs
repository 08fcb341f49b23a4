using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>One gateway: the product's follower, freshness, cache and verifier over simulated servers.</summary>
internal sealed class Node : IChangeSink, IDisposable
{
    private readonly Dictionary<TokenDigest, TokenSnapshot> _memos = [];
    private readonly Dictionary<(TokenDigest Digest, bool IsUnknown), TimeSpan> _wroteAt = [];
    private readonly VirtualTime _time;
    private readonly Trace _trace;
    private readonly TokenCache _cache;
    private readonly TokenVerifier _verifier;
    private readonly ChangeFollower _follower;

    public Node(int number, World world, IServer followed, IServer asked)
    {
        var (time, shape, seed) = (world.Time, world.Shape, world.Seed);
        (Number, FollowedServer, AskedServer, _time, _trace) = (number, followed, asked, time, world.Trace);
        Clock = new NodeTime(time, shape.Skew * (seed.Between(0, 2).TotalSeconds - 1));
        FeedLink = new Link(time, seed, shape);
        FactsLink = new Link(time, seed, shape);
        Health = new Health(time, shape.Recovery);
        _cache = new TokenCache(shape.Capacity, Clock);
        var freshness = new Freshness(Clock);
        _verifier = new TokenVerifier(_cache, new SimulatedSource(time, this, world.Primary, world.Flaw), SharedOf(world), freshness, shape.Options, Clock);
        _follower = new ChangeFollower(new SimulatedFeed(time, this, world.Flaw), this, freshness, Clock);
    }

    public int Number { get; }

    public TimeProvider Clock { get; }

    public Link FeedLink { get; }

    public Link FactsLink { get; }

    public Health Health { get; }

    public IServer FollowedServer { get; private set; }

    public IServer AskedServer { get; private set; }

    /// <summary>The batch that is on its way to the cache.</summary>
    public Delivery Delivered { get; set; }

    /// <summary>All that was committed up to here has been applied.</summary>
    public TimeSpan SeenAt { get; private set; }

    /// <summary>The newest heartbeat that was applied since the last reset.</summary>
    public TimeSpan Heartbeat { get; private set; }

    /// <summary>When the last reset was applied: what was read before it is doubted.</summary>
    public TimeSpan ResetAt { get; private set; }

    /// <summary>Where the follower is.</summary>
    public ChangeCursor Followed { get; private set; }

    /// <summary>The last facts that arrived of each value.</summary>
    public Dictionary<TokenDigest, Delivery> Readings { get; } = [];

    /// <summary>
    /// When this node last wrote something of which such an answer cannot be of before. One who changes an owner has not heard of
    /// the tokens that others made for the owner.
    /// </summary>
    public TimeSpan WroteAt(TokenDigest digest, Verdict verdict) =>
        _wroteAt.GetValueOrDefault((digest, verdict.Outcome == VerificationOutcome.Unknown));

    /// <summary>Another feed and another source from now on.</summary>
    public void Send(IServer followed, IServer asked)
    {
        (FollowedServer, AskedServer) = (followed, asked);

        // Only where it reads from where it wrote does it know its own writes.
        _wroteAt.Clear();
    }

    /// <summary>A write of its own was acknowledged.</summary>
    public void Learn(IReadOnlyList<Change> changes, IEnumerable<TokenDigest> values, TimeSpan at)
    {
        foreach (var change in changes)
            _cache.Apply(change);
        if (AskedServer.MayLag)
            return;
        foreach (var digest in values)
        {
            _wroteAt[(digest, false)] = at;
            if (changes[0].Kind == ChangeKind.TokenAdded)
                _wroteAt[(digest, true)] = at;
        }
    }

    public Task StartAsync() => _follower.RunAsync(CancellationToken.None);

    /// <summary>As the edge asks: the connection's memo, the cache, the store.</summary>
    public async Task<VerificationResult> AnswerAsync(TokenDigest digest)
    {
        if (_memos.TryGetValue(digest, out var memo) && _verifier.IsCurrent(memo, The.Model))
            return _verifier.Judge(memo);
        if (!_verifier.TryVerify(digest, The.Model, out var result))
            result = await _verifier.VerifyAsync(digest, The.Model, CancellationToken.None);
        if (result.Snapshot is { } snapshot)
            _memos[digest] = snapshot;
        return result;
    }

    public void Apply(in Change change) => _cache.Apply(change);

    public void Reset() => _cache.Reset();

    public void Follow(in ChangeBatch batch)
    {
        if (batch.IsReset || batch.Changes.Length > 0)
            _trace.Add($"node {Number} follows to {batch.Cursor}{(batch.IsReset ? ", from anew" : "")}");
        _cache.Follow(batch);
        Followed = batch.Cursor;
        SeenAt = Delivered.IsReset || Delivered.SeenAt > SeenAt ? Delivered.SeenAt : SeenAt;
        Heartbeat = Delivered.IsReset || Delivered.Heartbeat > Heartbeat ? Delivered.Heartbeat : Heartbeat;
        if (Delivered.IsReset)
            ResetAt = _time.Now;
    }

    public void Dispose() => _verifier.Dispose();

    private ISharedFacts SharedOf(World world) =>
        world.Shape.IsShared ? new SimulatedShared(world.Shelf, this, world.Flaw) : NoSharedFacts.Instance;
}
