using System.Globalization;
using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Where writes go, now and after each failover: the truth.</summary>
internal sealed class Primary : IServer
{
    private readonly VirtualTime _time;
    private readonly List<Action<Moment>> _followers = [];
    private int _epoch = 1;

    public Primary(VirtualTime time, Content content)
    {
        _time = time;
        Newest = new Moment(time.Now, new Lineage("epoch1", []), 0, 0, time.Now, content);
    }

    public bool IsDown { get; set; }

    public DateTimeOffset UtcNow => _time.GetUtcNow();

    public bool MayLag => false;

    public Moment? Present => IsDown ? null : Newest;

    /// <summary>The last that it committed, down or not.</summary>
    public Moment Newest { get; private set; }

    /// <summary>Who is told of every moment, in order.</summary>
    public void Tell(Action<Moment> follower) => _followers.Add(follower);

    public void Commit(Content content, IEnumerable<Change> changes) =>
        Publish(Newest with { Content = content, Seq = Newest.Lineage.Append(changes) });

    public void Beat()
    {
        if (!IsDown)
            Publish(Newest with { Heartbeat = _time.Now });
    }

    public void Prune() => Publish(Newest with { Floor = Newest.Seq });

    /// <summary>Goes on from another's content: a standby was promoted, or a backup restored.</summary>
    public void GoOnFrom(Moment moment)
    {
        var epoch = string.Create(CultureInfo.InvariantCulture, $"epoch{++_epoch}");
        Publish(moment with { Lineage = new Lineage(epoch, moment.Lineage.Between(0, moment.Seq)) });
    }

    private void Publish(Moment moment)
    {
        Newest = moment with { At = _time.Now };
        foreach (var follower in _followers)
            follower(Newest);
    }
}
