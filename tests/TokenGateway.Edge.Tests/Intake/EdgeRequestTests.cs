using System.Reflection;
using System.Runtime.CompilerServices;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class EdgeRequestTests
{
    /// <summary>Made once for the exchange, and prepared for each message.</summary>
    private const string Sender = "<Sender>k__BackingField";

    private static readonly FieldInfo[] State =
    [
        .. typeof(EdgeRequest).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(field => !field.IsInitOnly && field.Name != Sender && !IsOfConnection(field)),
    ];

    public static TheoryData<string> Fields => [.. State.Select(one => one.Name)];

    [Fact]
    public void State_is_found() => State.Length.ShouldBeGreaterThan(30);

    [Theory]
    [MemberData(nameof(Fields))]
    public void Reset_leaves_nothing_of_a_request_to_the_next(string name)
    {
        var field = State.Single(field => field.Name == name);
        var (used, fresh) = (Create(), Create());
        field.SetValue(used, OtherThan(field.GetValue(fresh), field.FieldType));
        Show(field, used).ShouldNotBe(Show(field, fresh), "the test sets nothing");

        used.Reset();

        Show(field, used).ShouldBe(Show(field, fresh));
    }

    // Captured by the primary constructor.
    private static bool IsOfConnection(FieldInfo field) => field.FieldType == typeof(EdgeConnection);

    private static EdgeRequest Create() => new(new EdgeConnection());

    private static object OtherThan(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is bool flag)
            return !flag;
        if (type == typeof(string))
            return "other";
        if (type.IsEnum)
            return Enum.ToObject(type, Convert.ToInt64(value ?? 0, null) + 1);
        return type.IsPrimitive ? Convert.ChangeType(Convert.ToInt64(value ?? 0, null) + 1, type, null) : Filled(type);
    }

    // No constructor is asked: only that it is another value counts.
    private static object Filled(Type type)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        if (!type.IsValueType)
            return made;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            field.SetValue(made, OtherThan(field.GetValue(made), field.FieldType.IsAbstract ? typeof(object) : field.FieldType));
        return made;
    }

    // Two structs of a kind are equal when their members are.
    private static string Show(FieldInfo field, EdgeRequest request) => Show(field.GetValue(request), field.FieldType);

    private static string Show(object? value, Type type) => value is null || !type.IsValueType || type.IsPrimitive || type.IsEnum || Nullable.GetUnderlyingType(type) is not null
        ? (value is null ? "null" : type.IsValueType || value is string ? value.ToString()! : "an object")
        : string.Join(", ", type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(field => Show(field.GetValue(value), field.FieldType)));
}
