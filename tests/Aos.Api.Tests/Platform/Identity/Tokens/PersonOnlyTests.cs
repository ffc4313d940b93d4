using System.Net;
using System.Reflection;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

public sealed class PersonOnlyTests : IAsyncLifetime
{
    private readonly ApiHost _api = new([], services => services.AddMvcCore().ConfigureApplicationPartManager(parts => parts.ApplicationParts.Add(new OnlyForPeople())));

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [Trait("Case", "SCP-9")]
    [InlineData("self")]
    [InlineData("any-user")]
    [InlineData("right")]
    public async Task A_machine_token_is_refused_where_only_people_may_call(string operation)
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync("/vehicle-identification/v1/people/" + operation);
        await answer.ProblemAsync(403, "access.person-required");
    }

    [Fact]
    [Trait("Case", "SCP-9")]
    public async Task A_token_of_a_person_is_refused_while_no_operation_is_for_people()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        await _api.SqlAsync($"update identity.access_tokens set account_id = '{Guid.NewGuid()}'");
        using var machines = await workshop.GetAsync("/vehicle-identification/v1/vehicles");
        await machines.ProblemAsync(403, "access.machine-required");
        using var people = await workshop.GetAsync("/vehicle-identification/v1/people/self");
        Assert.Equal(HttpStatusCode.Forbidden, people.StatusCode);
    }

    private sealed class OnlyForPeople : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => nameof(OnlyForPeople);

        public IEnumerable<TypeInfo> Types => [typeof(PeopleController).GetTypeInfo()];
    }

    [ApiProduct("vehicle-identification", 1)]
    [Route("people")]
    private sealed class PeopleController : AosController
    {
        [HttpGet("self", Name = "GetSelf"), Access(Scopes.VehicleRead, Person = Person.Self)]
        public NoContentResult Self() => NoContent();

        [HttpGet("any-user", Name = "GetAnyUser"), Access(Scopes.VehicleRead, Person = Person.AnyUser)]
        public NoContentResult AnyUser() => NoContent();

        [HttpGet("right", Name = "GetRight"), Access(Scopes.VehicleRead, Person = "brandBmw")]
        public NoContentResult Right() => NoContent();
    }
}
