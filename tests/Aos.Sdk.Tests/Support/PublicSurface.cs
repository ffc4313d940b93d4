using System.Reflection;

namespace Aos.Sdk.Tests.Support;

/// <summary>What a package shows to its users, one line per type and member.</summary>
internal static class PublicSurface
{
    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var bases = type.GetInterfaces().Where(one => one.IsPublic && !IsSystemDetail(one)).Select(Name).Order(StringComparer.Ordinal);
        List<string> parents = [.. bases];
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            parents.Insert(0, Name(parent));
        yield return $"{KindOf(type)} {Name(type)}{(parents.Count == 0 ? "" : " : " + string.Join(", ", parents))}";
        if (type.IsEnum)
        {
            foreach (var value in Enum.GetNames(type))
                yield return $"{Name(type)}.{value} = {Convert.ToInt64(Enum.Parse(type, value), System.Globalization.CultureInfo.InvariantCulture)}";
            yield break;
        }
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var constructor in type.GetConstructors(Own).Where(IsVisible))
            yield return $"{Name(type)}({Parameters(constructor)})";
        foreach (var method in type.GetMethods(Own).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name == "op_Implicit") && !method.Name.Contains('<', StringComparison.Ordinal) && !IsOfEveryRecord(method)))
            yield return $"{(method.IsStatic ? "static " : "")}{Name(type)}.{method.Name}{Generic(method)}({Parameters(method)}) -> {Name(method.ReturnType)}";
        foreach (var property in type.GetProperties(Own).Where(property => property.Name != "EqualityContract" && property.GetAccessors(true).Any(IsVisible)))
            yield return $"{(property.GetAccessors(true)[0].IsStatic ? "static " : "")}{Name(type)}.{property.Name} {{ {Accessors(property)}}} -> {Name(property.PropertyType)}";
        foreach (var field in type.GetFields(Own).Where(field => field.IsPublic))
            yield return $"{Name(type)}.{field.Name} -> {Name(field.FieldType)}";
    }

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsSealed ? "sealed class" : "class";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Each record has them; they say nothing.
    private static bool IsOfEveryRecord(MethodInfo method) => method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct";

    private static bool IsSystemDetail(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsVisible(get) ? "get; " : "")
        + (property.SetMethod is { } set && IsVisible(set) ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; " : "")
        + (property.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute") ? "required; " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.GetCustomAttribute<ParamArrayAttribute>() is null ? "" : "params ")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")}"));

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        var own = name.Split('`')[0];
        return type.IsGenericType ? $"{own}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : own;
    }
}
