using System.Reflection;
using Microsoft.Extensions.Logging;

namespace TokenGateway.Conventions.Tests;

/// <summary>Operators filter and alert by the number of an event, so each says one thing.</summary>
public sealed class LogEventTests
{
    private static readonly IReadOnlyList<(string Method, LoggerMessageAttribute Message)> Messages =
    [
        .. from assembly in Product.Assemblies
           from type in assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           from message in method.GetCustomAttributes<LoggerMessageAttribute>()
           select ($"{type.Name}.{method.Name}", message),
    ];

    [Fact]
    public void Messages_are_found() => Messages.Count.ShouldBeGreaterThan(30);

    [Fact]
    public void Event_ids_are_unique() => Messages.GroupBy(one => one.Message.EventId).Where(same => same.Count() > 1)
        .Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.Method))}").ShouldBeEmpty();

    [Fact]
    public void Event_ids_are_chosen_and_not_made_up_by_the_compiler() =>
        Messages.Where(one => one.Message.EventId <= 0).Select(one => one.Method).ShouldBeEmpty();

    [Fact]
    public void Event_names_are_unique() => Messages.Where(one => one.Message.EventName is not null)
        .GroupBy(one => one.Message.EventName, StringComparer.Ordinal).Where(same => same.Count() > 1)
        .Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.Method))}").ShouldBeEmpty();
}
