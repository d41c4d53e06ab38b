//! Every message is shown whole.

use ballast_devchain::{Deployment, Devchain};

use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgAddCodeUploadParamsAddresses, MsgClearAdmin, MsgInstantiateContract, MsgMigrateContract,
    MsgStoreCode, MsgSudoContract, MsgUpdateAdmin, MsgUpdateInstantiateConfig,
};

use super::*;
use crate::{chain::Embedded, gov::read, session::Session};

const BOB: &str = "wasm1bob";

fn any<M: cosmrs::proto::prost::Message + Name>(message: &M) -> Any {
    Any {
        type_url: M::type_url(),
        value: message.encode_to_vec(),
    }
}

#[test]
#[allow(clippy::too_many_lines)] // one table
fn every_message_is_shown_whole() {
    let folder = tempfile::tempdir().unwrap();
    let devchain = Devchain::deploy(&Deployment::standard()).unwrap();
    let chain = Embedded::create(devchain, folder.path()).unwrap();
    let contract = chain.address("vault").unwrap();
    let (sender, long) = ("gov".to_owned(), "x".repeat(5_000));
    let msg = format!(r#"{{"set_guardian":{{"guardian":"{BOB}"}}}}"#);
    let funds = vec![Coin {
        denom: "stake".to_owned(),
        amount: "7".to_owned(),
    }];
    let execute = |contract: &str, msg: &str, funds: &[Coin]| {
        any(&MsgExecuteContract {
            sender: sender.clone(),
            contract: contract.to_owned(),
            msg: msg.as_bytes().to_vec(),
            funds: funds.to_vec(),
        })
    };
    let migrate = any(&MsgMigrateContract {
        sender: sender.clone(),
        contract: contract.clone(),
        code_id: 9,
        msg: br#"{"to":1}"#.to_vec(),
    });
    let update = any(&MsgUpdateAdmin {
        sender: sender.clone(),
        new_admin: BOB.to_owned(),
        contract: contract.clone(),
    });
    let clear = any(&MsgClearAdmin {
        sender: sender.clone(),
        contract: contract.clone(),
    });
    let unknown = Any {
        type_url: "/a.b.C".to_owned(),
        value: vec![1, 2],
    };
    let vault = format!("vault ({contract})");
    for (message, of, text) in [
        (execute(BOB, &long, &[]), BOB, long.clone()),
        (
            execute(BOB, &long, &funds),
            BOB,
            format!("{long} with 7stake"),
        ),
        (
            execute(&contract, &msg, &funds),
            "vault",
            format!("{msg} with 7stake"),
        ),
        (
            migrate,
            &vault,
            r#"moves to code 9 with {"to":1}"#.to_owned(),
        ),
        (update, &vault, format!("gets the admin {BOB}")),
        (
            clear,
            &vault,
            "loses its admin: its code can never be changed again".to_owned(),
        ),
        (
            unknown,
            "/a.b.C",
            "2 bytes that are not read here".to_owned(),
        ),
    ] {
        let expected = Message::Other(of.to_owned(), text);
        assert_eq!(of_chain(&message, &chain), expected);
    }
    let plain = of_chain(&execute(&contract, &msg, &[]), &chain);
    assert!(matches!(plain, Message::Vault(_)), "{plain:?}");
}

#[test]
#[allow(clippy::too_many_lines)] // one table
fn messages_about_codes_and_contracts_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let devchain = Devchain::deploy(&Deployment::standard()).unwrap();
    let chain = Embedded::create(devchain, folder.path()).unwrap();
    let contract = chain.address("vault").unwrap();
    let (vault, wasm) = (format!("vault ({contract})"), b"wasm".to_vec());
    let checksum = "336154bf67f765f8f75d16a0accee61b5ee5f6a75b2a2905703df913bd550f3e";
    let code = format!("4 bytes with the checksum {checksum}");
    let length = u8::try_from(contract.len()).unwrap();
    let field = |tag: u8, bytes: &[u8]| {
        let length = u8::try_from(bytes.len()).unwrap();
        [&[tag, length], bytes].concat()
    };
    let migrate = Any {
        type_url: "/cosmwasm.wasm.v1.MsgStoreAndMigrateContract".to_owned(),
        value: [
            field(0x12, &wasm),
            field(0x22, b"{}"),
            vec![0x2a, length],
            contract.as_bytes().to_vec(),
        ]
        .concat(),
    };
    let label = Any {
        type_url: "/cosmwasm.wasm.v1.MsgUpdateContractLabel".to_owned(),
        value: [field(0x12, b"new"), field(0x1a, BOB.as_bytes())].concat(),
    };
    let sudo = any(&MsgSudoContract {
        authority: BOB.to_owned(),
        contract: contract.clone(),
        msg: br#"{"take":1}"#.to_vec(),
    });
    let store = any(&MsgStoreCode {
        wasm_byte_code: wasm,
        ..MsgStoreCode::default()
    });
    let instantiate = any(&MsgInstantiateContract {
        code_id: 3,
        label: "thing".to_owned(),
        msg: b"{}".to_vec(),
        ..MsgInstantiateContract::default()
    });
    let config = any(&MsgUpdateInstantiateConfig {
        code_id: 3,
        ..MsgUpdateInstantiateConfig::default()
    });
    let uploader = any(&MsgAddCodeUploadParamsAddresses {
        authority: BOB.to_owned(),
        addresses: vec![BOB.to_owned()],
    });
    for (message, of, text) in [
        (uploader, "all codes", format!("may be stored by {BOB} too")),
        (
            migrate,
            &*vault,
            format!("stores {code}, moves to it with {{}}"),
        ),
        (label, BOB, "gets the label \"new\"".to_owned()),
        (
            sudo,
            &vault,
            r#"is told by the chain itself: {"take":1}"#.to_owned(),
        ),
        (
            store,
            "a new code",
            format!("stores {code}; who may instantiate it: the chain's default"),
        ),
        (
            instantiate,
            "a new contract",
            "of code 3, labelled \"thing\", with {}; its admin: nobody".to_owned(),
        ),
        (
            config,
            "code 3",
            "who may instantiate it: the chain's default".to_owned(),
        ),
    ] {
        let expected = Message::Other(of.to_owned(), text);
        assert_eq!(of_chain(&message, &chain), expected);
    }
}

#[test]
fn what_our_contracts_cannot_read_would_be_refused() {
    let folder = tempfile::tempdir().unwrap();
    let devchain = Devchain::deploy(&Deployment::standard()).unwrap();
    let mut chain = Embedded::create(devchain, folder.path()).unwrap();
    let messages: Vec<_> = ["vault", "oracle", "liquidation"]
        .map(|name| {
            let execute = any(&MsgExecuteContract {
                sender: BOB.to_owned(),
                contract: chain.address(name).unwrap(),
                msg: br#"{"list":{}}"#.to_vec(),
                funds: vec![],
            });
            of_chain(&execute, &chain)
        })
        .into();
    let session = Session::new(&mut chain, None).unwrap();
    for planned in read(messages, &session).unwrap() {
        assert_eq!(planned.message.as_it_is().1, r#"{"list":{}}"#);
        assert!(planned.is_shown_whole());
        let refused = planned.refused.unwrap();
        assert!(refused.contains("unknown variant `list`"), "{refused}");
    }
}

#[test]
fn an_address_in_capitals_is_the_same_address() {
    let folder = tempfile::tempdir().unwrap();
    let devchain = Devchain::deploy(&Deployment::standard()).unwrap();
    let chain = Embedded::create(devchain, folder.path()).unwrap();
    let [vault, bob] = ["vault", "bob"].map(|name| chain.address(name).unwrap());
    let execute = any(&MsgExecuteContract {
        sender: bob.clone(),
        contract: vault.to_uppercase(),
        msg: format!(r#"{{"set_guardian":{{"guardian":"{bob}"}}}}"#).into_bytes(),
        funds: vec![],
    });
    let read = of_chain(&execute, &chain);
    assert!(matches!(read, Message::Vault(_)), "{read:?}");
    let update = any(&MsgUpdateAdmin {
        sender: bob.clone(),
        new_admin: bob.to_uppercase(),
        contract: vault.to_uppercase(),
    });
    let uploader = any(&MsgAddCodeUploadParamsAddresses {
        authority: bob.clone(),
        addresses: vec![bob.to_uppercase()],
    });
    for (message, of, text) in [
        (
            update,
            format!("vault ({vault})"),
            format!("gets the admin bob ({bob})"),
        ),
        (
            uploader,
            "all codes".to_owned(),
            format!("may be stored by {bob} too"),
        ),
    ] {
        assert_eq!(of_chain(&message, &chain), Message::Other(of, text));
    }
}
