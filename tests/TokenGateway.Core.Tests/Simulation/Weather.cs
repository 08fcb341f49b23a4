namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What goes wrong, each for a while: partitions, slow answers, replicas that stall, failovers, restored backups, pruning.</summary>
internal sealed class Weather(World world)
{
    private readonly List<Moment> _backups = [];
    private bool _isChanging;

    private Seed Seed => world.Seed;

    private Primary Primary => world.Primary;

    public void Strike()
    {
        Action strike = Seed.Below(8) switch
        {
            0 or 1 => CutNode,
            2 => SlowNode,
            3 => SendElsewhere,
            4 => StallReplica,
            5 => FailOver,
            6 => Prune,
            _ => BackUpOrRestore,
        };
        strike();
    }

    // A quarter of them longer than the grace.
    private TimeSpan Length() => Seed.Chance(0.25) ? Seed.Between(10, 30) : Seed.Between(0.1, 6);

    private void CutNode()
    {
        var node = Seed.Pick(world.Nodes);
        Link[] links = Seed.Below(4) switch { 0 => [node.FeedLink], 1 => [node.FactsLink], _ => [node.FeedLink, node.FactsLink] };
        if (links.Any(link => link.IsCut))
            return;
        Trouble($"cut {node.Number} {links.Length}", [node], () => Set(true), () => Set(false));

        void Set(bool isCut)
        {
            foreach (var link in links)
                link.IsCut = isCut;
        }
    }

    private void SlowNode()
    {
        var node = Seed.Pick(world.Nodes);
        var slowness = Seed.Between(0.1, 6);
        Trouble(
            $"slow {node.Number} {slowness.TotalSeconds}", [node],
            () => node.FeedLink.Slowness = node.FactsLink.Slowness = slowness,
            () => node.FeedLink.Slowness = node.FactsLink.Slowness = TimeSpan.Zero);
    }

    // A balancer takes a server out; for a while, changes and facts may come from two that do not go together.
    private void SendElsewhere()
    {
        var node = Seed.Pick(world.Nodes);
        var (server, meanwhile) = (Seed.Pick(world.Servers), Seed.Pick(world.Servers));
        Trouble(
            $"send {node.Number} to {world.NameOf(server)}, for facts to {world.NameOf(meanwhile)}", [node],
            () => node.Send(server, meanwhile),
            () => node.Send(server, Seed.Chance(0.5) ? server : Primary));
    }

    private void StallReplica()
    {
        var replica = Seed.Pick(world.Replicas);
        Trouble($"stall {world.NameOf(replica)}", world.Nodes, replica.Stall, replica.GoOn);
    }

    // A standby that is asked for every commit loses none; another may lose what was acknowledged.
    private void FailOver()
    {
        var standby = Seed.Chance(0.4) ? Primary.Newest : Seed.Pick(world.Replicas).Present;
        Succeed($"fail over to {standby.End}", standby);
    }

    private void BackUpOrRestore()
    {
        if (_backups.Count == 0 || Seed.Chance(0.5))
            _backups.Add(Primary.Newest);
        else if (Seed.Pick(_backups) is var backup)
            Succeed($"restore {backup.End}", backup);
    }

    private void Succeed(FormattableString what, Moment successor)
    {
        if (_isChanging)
            return;
        Trouble(what, world.Nodes, () => Primary.IsDown = _isChanging = true, () =>
        {
            Primary.IsDown = _isChanging = false;
            foreach (var replica in world.Replicas)
                Rejoin(replica);
            Primary.GoOnFrom(successor);
        });
    }

    private void Rejoin(Replica replica)
    {
        var delay = Seed.Between(0, 8);
        replica.RejoinAt(world.Time.Now + delay);
        foreach (var node in world.Nodes)
            node.Health.Begin();
        world.Time.After(delay, () => EndFor(world.Nodes));
    }

    private void Prune()
    {
        world.Trace.Add($"prune");
        Primary.Prune();
    }

    private void Trouble(FormattableString what, IReadOnlyList<Node> nodes, Action begin, Action end)
    {
        world.Trace.Add(what);
        foreach (var node in nodes)
            node.Health.Begin();
        begin();
        world.Time.After(Length(), () =>
        {
            end();
            EndFor(nodes);
        });
    }

    private static void EndFor(IReadOnlyList<Node> nodes)
    {
        foreach (var node in nodes)
            node.Health.End();
    }
}
