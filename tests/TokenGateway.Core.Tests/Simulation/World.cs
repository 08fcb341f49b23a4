using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>A primary, replicas and nodes, with people, requests and faults, on one thread and one clock.</summary>
internal sealed class World : IDisposable
{
    // Longer than any fault, with the recovery from it.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(60);

    private readonly TokenDigest[] _values;
    private readonly Promises _promises;
    private bool _isSettling;
    private Exception? _failure;

    public World(Seed seed, WorldShape shape, Flaw flaw)
    {
        (Seed, Shape, Flaw) = (seed, shape, flaw);
        Trace = new Trace(Time);
        Shelf = new SharedShelf(Time, seed);
        _values = [.. Enumerable.Range(0, shape.Values).Select(value => Some.Digest(value))];
        Truth = new Truth(Time, _values);
        Primary = new Primary(Time, Content.Of(People.All));
        Primary.Tell(Truth.Record);
        Replicas = [.. Enumerable.Range(0, shape.Replicas).Select(_ => new Replica(Time, Primary, shape.Lag * seed.Between(0, 1).TotalSeconds))];
        Servers = [Primary, .. Replicas];
        Nodes = [.. Enumerable.Range(0, shape.Nodes).Select(CreateNode)];
        _promises = new Promises(this);
    }

    public VirtualTime Time { get; } = new();

    public Seed Seed { get; }

    public WorldShape Shape { get; }

    public Flaw Flaw { get; }

    public Trace Trace { get; }

    public Truth Truth { get; }

    public SharedShelf Shelf { get; }

    public Primary Primary { get; }

    public IReadOnlyList<Replica> Replicas { get; }

    public IReadOnlyList<IServer> Servers { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>How many answers were held to the promises.</summary>
    public int Answers { get; private set; }

    public string NameOf(IServer server) => server == Primary ? "primary" : $"replica {Replicas.ToList().IndexOf((Replica)server)}";

    public string NameOf(TokenDigest digest) => $"value {Array.IndexOf(_values, digest)}";

    /// <summary>Lives through all of it.</summary>
    /// <exception cref="Breach">A promise was broken.</exception>
    public void Run()
    {
        var people = new People(this, _values);
        var weather = new Weather(this);
        var end = Time.Now + Shape.Duration;
        Time.After(TimeSpan.Zero, () => Nodes.ToList().ForEach(node => Watch(node.StartAsync())));
        Time.Every(() => TimeSpan.FromSeconds(1), Primary.Beat);
        Often(Shape.WritesPerSecond, people.Write);
        Often(Shape.FaultsPerSecond, weather.Strike);
        Often(Shape.RequestsPerSecond, () => Watch(RequestAsync(Seed.Pick(Nodes), Seed.Pick(_values))));
        RunUntil(end);
        _isSettling = true;
        RunUntil(end + Healing);
        Time.After(TimeSpan.Zero, AskAll);
        RunUntil(end + Healing + TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        foreach (var node in Nodes)
            node.Dispose();
    }

    private Node CreateNode(int number)
    {
        var followed = Seed.Pick(Servers);
        return new Node(number, this, followed, Seed.Chance(0.7) ? followed : Primary);
    }

    private void Often(double perSecond, Action action)
    {
        if (perSecond > 0)
            Time.Every(() => Seed.Between(0, 2 / perSecond), () => (_isSettling ? () => { } : action)());
    }

    private async Task RequestAsync(Node node, TokenDigest digest)
    {
        var cameAt = Time.Now;
        var result = await node.AnswerAsync(digest);
        Trace.Add($"node {node.Number} {NameOf(digest)}: {Verdict.Of(result)}");
        _promises.Check(node, cameAt, digest, result);
        Answers++;
    }

    private void AskAll()
    {
        foreach (var node in Nodes)
        {
            foreach (var digest in _values)
                Watch(SettledAsync(node, digest));
        }
    }

    private async Task SettledAsync(Node node, TokenDigest digest)
    {
        _promises.CheckSettled(node, digest, await node.AnswerAsync(digest));
        Answers++;
    }

    // What nobody waits for must not fail unseen.
    private async void Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception failure)
        {
            _failure ??= failure;
        }
    }

    private void RunUntil(TimeSpan end)
    {
        Time.RunUntil(end, () => _failure is not null);
        if (_failure is not null)
            throw _failure is Breach ? _failure : new InvalidOperationException("The simulation failed.", _failure);
    }
}
