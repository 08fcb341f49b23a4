using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Streams;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Streams;

public sealed class OpenStreamsTests
{
    private readonly Clock _time = new();
    private readonly Heart _heart = new();
    private readonly DefaultHttpContext _context = new();
    private readonly EdgeConnection _connection = new();
    private readonly OpenStreams _streams;
    private readonly EdgeRequest _request;

    public OpenStreamsTests()
    {
        _streams = new OpenStreams(_time);
        _context.Features.Set<IConnectionHeartbeatFeature>(_heart);
        _request = Begin(_connection.Rent().Request);
    }

    [Fact]
    public async Task Who_watches_sleeps_until_there_is_something_and_again_when_there_is_nothing()
    {
        var exchange = _connection.Rent();
        for (var round = 0; round < 2; round++)
        {
            var waiting = _streams.WaitForOneAsync(CancellationToken.None);
            waiting.IsCompleted.ShouldBeFalse();

            var request = Begin(exchange.Request);
            request.Slot.Enter(_context.Features);
            _streams.Pin(request);
            await waiting.WaitAsync(TimeSpan.FromSeconds(20));
            _streams.WaitForOneAsync(CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();

            await _streams.LeaveAsync(request);
        }
    }

    [Fact]
    public async Task Who_waits_for_streams_and_is_stopped_does_not_hold_up_the_next()
    {
        using var stopping = new CancellationTokenSource();
        var stopped = _streams.WaitForOneAsync(stopping.Token);
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => stopped);
        var waiting = _streams.WaitForOneAsync(CancellationToken.None);

        _request.Slot.Enter(_context.Features);
        _streams.Pin(_request);

        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void An_ordinary_request_costs_no_memory_and_is_in_no_list()
    {
        Allocation.Of(() =>
        {
            _streams.Enter(_context, _request);
            _streams.LeaveAsync(_request).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        }).ShouldBe(0);

        _streams.Count.ShouldBe(0);
        _heart.Listeners.ShouldBe(1);
    }

    [Fact]
    public void A_beat_watches_what_is_older_than_a_moment()
    {
        _streams.Enter(_context, _request);

        _heart.Heartbeat();
        _streams.Count.ShouldBe(0);
        _time.Advance(OpenStreams.Ordinary);
        _heart.Heartbeat();
        _heart.Heartbeat();

        _streams.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_has_ended_is_watched_no_more_and_the_next_is_another()
    {
        _streams.Enter(_context, _request);
        _time.Advance(OpenStreams.Ordinary);
        _heart.Heartbeat();
        var first = Single();

        await _streams.LeaveAsync(_request);
        _heart.Heartbeat();
        _streams.Count.ShouldBe(0);
        _request.Reset();
        Begin(_request);
        _streams.Enter(_context, _request);
        first.TryEnd("deleted", 0).ShouldBeFalse();

        _request.EndedBy.ShouldBeNull();
        _time.Advance(OpenStreams.Ordinary);
        _heart.Heartbeat();
        Single().ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Every_stream_of_a_connection_is_looked_at()
    {
        var second = Begin(_connection.Rent().Request);
        var third = Begin(_connection.Rent().Request);
        foreach (var request in new[] { _request, second, third })
            _streams.Enter(_context, request);
        _time.Advance(OpenStreams.Ordinary);

        _heart.Heartbeat();

        _streams.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Streams_leave_in_any_order()
    {
        var requests = new[] { _request, Begin(_connection.Rent().Request), Begin(_connection.Rent().Request) };
        foreach (var request in requests)
            _streams.Enter(_context, request);
        _time.Advance(OpenStreams.Ordinary);
        _heart.Heartbeat();

        await _streams.LeaveAsync(requests[0]);
        await _streams.LeaveAsync(requests[2]);
        await _streams.LeaveAsync(requests[1]);

        _streams.Count.ShouldBe(0);
    }

    [Fact]
    public void Where_no_connection_beats_every_request_is_watched()
    {
        _context.Features.Set<IConnectionHeartbeatFeature>(null);

        _streams.Enter(_context, _request);

        _streams.Count.ShouldBe(1);
    }

    [Fact]
    public void Exchanges_are_used_again()
    {
        var connection = new EdgeConnection();
        var (one, two) = (connection.Rent(), connection.Rent());
        connection.Return(two);
        connection.Return(one);

        var again = new[] { connection.Rent(), connection.Rent() };

        again.ShouldBe([one, two], ignoreOrder: true);
        connection.Rent().ShouldNotBeOneOf(one, two);
    }

    private EdgeRequest Begin(EdgeRequest request)
    {
        request.Begin(null!, _time.GetTimestamp());
        request.Take(new Decision { Method = "GET", Route = SomeRoute() });
        return request;
    }

    private OpenStream Single()
    {
        var open = new List<OpenStream>();
        _streams.CopyTo(open);
        return open.Single();
    }

    private static GatewayRoute SomeRoute()
    {
        var route = new GatewayRoute
        {
            Id = "all",
            Pattern = "/{**rest}",
            Rule = RouteRule.Anonymous,
            Places = Credentials.ThePlaces.Usual,
            PlaceTexts = [],
            Identity = new Core.Verification.IdentitySet(0, []),
        };
        // Only which one it is matters here, nothing of it is read.
        route.Attach((GatewayModel)RuntimeHelpers.GetUninitializedObject(typeof(GatewayModel)));
        return route;
    }

    private sealed class Heart : IConnectionHeartbeatFeature
    {
        private readonly List<(Action<object> Action, object State)> _listeners = [];

        public int Listeners => _listeners.Count;

        public void OnHeartbeat(Action<object> action, object state) => _listeners.Add((action, state));

        public void Heartbeat() => _listeners.ForEach(one => one.Action(one.State));
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
