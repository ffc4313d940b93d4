namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>The operation of the authorization server is for everybody: no client authenticates.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithoutClientAttribute : Attribute;
